/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/signature-words.h"

#include <glib/gi18n-lib.h>

char *
sgn_report_describe_signature (const SgnReport *report, guint position)
{
  const SgnSignatureReport *signature = g_ptr_array_index (report->signatures, position);
  guint size = report->signatures->len;
  const char *hash = signature->hash_known ? sgn_hash_get_title (signature->hash) : "?";

  if (signature->nested > 0)
    /* Translators: which of several signatures, and its method */
    return g_strdup_printf (_ ("%1$u of %2$u · %3$s, nested"), position + 1, size, hash);
  /* Translators: which of several signatures, and its method */
  return g_strdup_printf (_ ("%1$u of %2$u · %3$s"), position + 1, size, hash);
}

guint
sgn_report_find_headline (const SgnReport *report)
{
  guint position;

  if (report->headline != NULL &&
      g_ptr_array_find (report->signatures, report->headline, &position))
    return position;
  return 0;
}
