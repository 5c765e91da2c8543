/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/report-layout.h"

#include "core/words/phrases.h"

static const SgnSection usual[] = {
  SGN_SECTION_SWITCHER, SGN_SECTION_QUESTIONS, SGN_SECTION_FINDINGS,
  SGN_SECTION_TIMELINE, SGN_SECTION_CHAIN,     SGN_SECTION_DETAILS,
};
static const SgnSection expired[] = {
  SGN_SECTION_SWITCHER, SGN_SECTION_TIMELINE, SGN_SECTION_QUESTIONS,
  SGN_SECTION_FINDINGS, SGN_SECTION_CHAIN,    SGN_SECTION_DETAILS,
};
static const SgnSection unconfirmed[] = {
  SGN_SECTION_SWITCHER, SGN_SECTION_QUESTIONS, SGN_SECTION_CHAIN,
  SGN_SECTION_FINDINGS, SGN_SECTION_TIMELINE,  SGN_SECTION_DETAILS,
};
static const SgnSection added[] = {
  SGN_SECTION_FINDINGS, SGN_SECTION_SWITCHER, SGN_SECTION_QUESTIONS,
  SGN_SECTION_TIMELINE, SGN_SECTION_CHAIN,    SGN_SECTION_DETAILS,
};
static const SgnSection changed[] = {
  SGN_SECTION_SWITCHER, SGN_SECTION_QUESTIONS, SGN_SECTION_FINDINGS,
  SGN_SECTION_AGAIN,    SGN_SECTION_ORIGINAL,  SGN_SECTION_DETAILS,
};
static const SgnSection not_signed[] = {
  SGN_SECTION_QUESTIONS,
  SGN_SECTION_SIGN,
  SGN_SECTION_FINDINGS,
  SGN_SECTION_DETAILS,
};
static const SgnSection unreadable[] = {
  SGN_SECTION_FINDINGS,
  SGN_SECTION_DETAILS,
};

gboolean
sgn_report_shows_signer (const SgnSignatureReport *signature)
{
  return signature->signer != NULL &&
         signature->checks[SGN_CHECK_CHAIN].status != SGN_CHECK_SKIPPED;
}

static gboolean
has_findings (const SgnReport *report)
{
  g_autoptr (GPtrArray) findings = sgn_phrase_select_findings (report);

  return findings->len > 0 || (report->inside != NULL && report->inside->len > 0);
}

static gboolean
applies (const SgnReport *report, const SgnSignatureReport *signature, SgnSection section)
{
  switch (section) {
  case SGN_SECTION_SWITCHER:
    return report->signatures->len > 1;
  case SGN_SECTION_FINDINGS:
    return has_findings (report);
  case SGN_SECTION_TIMELINE:
  case SGN_SECTION_ORIGINAL:
    return signature != NULL && sgn_report_shows_signer (signature);
  case SGN_SECTION_CHAIN:
    return signature != NULL && sgn_report_shows_signer (signature) && signature->chain != NULL &&
           signature->chain->certificates->len > 0;
  case SGN_SECTION_QUESTIONS:
  case SGN_SECTION_SIGN:
  case SGN_SECTION_AGAIN:
  case SGN_SECTION_DETAILS:
  case SGN_N_SECTIONS:
  default:
    return TRUE;
  }
}

static guint
choose (const SgnReport *report,
        const SgnSignatureReport *signature,
        const SgnSection *sections,
        guint size,
        SgnSection *ret)
{
  guint count = 0;

  for (guint i = 0; i < size; i++)
    if (applies (report, signature, sections[i]))
      ret[count++] = sections[i];
  return count;
}

#define CHOOSE(sections) choose (report, signature, sections, G_N_ELEMENTS (sections), ret)

guint
sgn_report_layout (const SgnReport *report,
                   const SgnSignatureReport *signature,
                   SgnSection ret[SGN_N_SECTIONS])
{
  switch (report->verdict) {
  case SGN_VERDICT_UNREADABLE:
    return CHOOSE (unreadable);
  case SGN_VERDICT_CHANGED:
    return CHOOSE (changed);
  case SGN_VERDICT_UNSIGNED:
    return CHOOSE (not_signed);
  case SGN_VERDICT_ADDED:
    return CHOOSE (added);
  case SGN_VERDICT_UNTRUSTED:
    return CHOOSE (unconfirmed);
  case SGN_VERDICT_EXPIRED:
    return CHOOSE (expired);
  case SGN_VERDICT_REVOKED:
  case SGN_VERDICT_REVOCATION_UNKNOWN:
  case SGN_VERDICT_WEAK:
  case SGN_VERDICT_VALID:
  case SGN_N_VERDICTS:
  default:
    return CHOOSE (usual);
  }
}
