/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/finding.h"
#include "core/io/input.h"

/* What a part of the file that no signature covers could be (core/base/uncovered.h), however large
 * it is. What cannot be read counts as unknown and large. */
SgnUncovered sgn_input_judge_uncovered (SgnInput *self, guint64 offset, guint64 size);

/* Judged and told; a label is the detail where there is no other. Nothing of zeros. */
void sgn_findings_add_range (SgnFindings *self,
                             SgnFindingCode code,
                             SgnInput *input,
                             guint64 offset,
                             guint64 size,
                             const char *detail);
/* The same where the place decides how bad it is; told also of zeros. */
void sgn_findings_add_range_as (SgnFindings *self,
                                SgnFindingCode code,
                                SgnSeverity severity,
                                SgnInput *input,
                                guint64 offset,
                                guint64 size,
                                const char *detail);
