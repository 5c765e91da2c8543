/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/export-words.h"

#include <glib/gi18n-lib.h>

static const SgnExportChoice choices[] = {
  { SGN_EXPORT_PFX,
    TRUE,
    N_ ("PFX, with the private key"),
    N_ ("For Windows and most other programs. Well protected (AES-256).") },
  { SGN_EXPORT_PFX_OLD,
    TRUE,
    N_ ("PFX in the old form, with the private key"),
    N_ ("Only for Windows before 10 version 1709 and Server 2019. Its encryption (Triple DES) "
        "protects the key poorly: choose a long password and delete the file after use.") },
  { SGN_EXPORT_PEM,
    TRUE,
    N_ ("PEM, with the private key"),
    N_ ("For programs that come from Linux. The key is protected by the password.") },
  { SGN_EXPORT_PEM,
    FALSE,
    N_ ("PEM, certificates only"),
    N_ ("The certificate and its chain as text.") },
  { SGN_EXPORT_CER,
    FALSE,
    N_ ("CER, this certificate only"),
    N_ ("For installing it in a store of Windows.") },
  { SGN_EXPORT_P7B,
    FALSE,
    N_ ("P7B, certificates only"),
    N_ ("The certificate and its chain for Windows.") },
};

const SgnExportChoice *
sgn_export_get_choices (guint *n_choices)
{
  *n_choices = G_N_ELEMENTS (choices);
  return choices;
}

char *
sgn_export_dup_file_name (const SgnExportChoice *choice, SgnCertificate *certificate)
{
  g_autofree char *base = g_strdup (sgn_certificate_get_name (certificate));

  g_strdelimit (base, "/\\:*?\"<>|", '-');
  if (base[0] == '.')
    base[0] = '-';
  return g_strconcat (base, sgn_export_get_suffix (choice->kind), NULL);
}

GBytes *
sgn_export_choice_make (const SgnExportChoice *choice,
                        SgnCertificate *certificate,
                        GPtrArray *chain,
                        EVP_PKEY *key,
                        const char *password,
                        GError **error)
{
  const SgnExportContent content = {
    .certificate = certificate,
    .chain = chain,
    .key = choice->with_key ? key : NULL,
    .password = choice->with_key ? password : NULL,
  };

  return sgn_export (choice->kind, &content, error);
}
