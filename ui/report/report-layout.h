/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/report/report.h"

/* The sections below the verdict. */
typedef enum {
  SGN_SECTION_SWITCHER, /* which of several signatures */
  SGN_SECTION_QUESTIONS,
  SGN_SECTION_FINDINGS,
  SGN_SECTION_TIMELINE,
  SGN_SECTION_CHAIN,
  SGN_SECTION_ORIGINAL, /* timeline and chain of a changed file */
  SGN_SECTION_SIGN,     /* offer to sign an unsigned file */
  SGN_SECTION_AGAIN,    /* offer to sign a changed file again */
  SGN_SECTION_DETAILS,
  SGN_N_SECTIONS
} SgnSection;

/* Whether the signature was provably made with the certificate in it. If not, neither chain nor
 * timeline is shown. */
gboolean sgn_report_shows_signer (const SgnSignatureReport *signature);

/* Which sections a report has, most important first: what explains the verdict comes first. Returns
 * how many were put into @ret. */
guint sgn_report_layout (const SgnReport *report,
                         const SgnSignatureReport *signature,
                         SgnSection ret[SGN_N_SECTIONS]);
