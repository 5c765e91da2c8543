/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/finding.h"
#include "core/io/input.h"

/* What a part of the file that no signature covers could be (core/base/uncovered.h), whatever its
 * size. A part that cannot be read counts as SGN_UNCOVERED_LARGE. */
SgnUncovered sgn_input_judge_uncovered (SgnInput *self, guint64 offset, guint64 size);

/* Judges the range and adds a finding unless it is all zeros. If @detail is NULL, the text of a
 * label becomes the detail. */
void sgn_findings_add_range (SgnFindings *self,
                             SgnFindingCode code,
                             SgnInput *input,
                             guint64 offset,
                             guint64 size,
                             const char *detail);
/* The same for a finding that has code, severity and range, also for zeros. */
void sgn_findings_add_copy_judged (SgnFindings *self, const SgnFinding *finding, SgnInput *input);
