/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/job.h"
#include "core/report.h"

/* One line of JSON (RFC 8259) without line end, for scripts. Words and keys are stable and never
 * translated, but for "error.text". (transfer full) */
char *sgn_report_to_json (const SgnReport *report);
/* The same with what was done: action, error, timestamp_server, ms. */
char *sgn_job_to_json (SgnJob *job);
