/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/report/report.h"

/* Texts that distinguish several signatures of a file. */

/* "2 of 3 · SHA-256, nested". (transfer full) */
char *sgn_report_describe_signature (const SgnReport *report, guint position);
/* The index of the signature that the verdict is about; 0 without any. */
guint sgn_report_find_headline (const SgnReport *report);
