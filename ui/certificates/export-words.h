/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/make/export.h"

/* One type of file that can be written. */
typedef struct {
  SgnExport kind;
  gboolean with_key;
  const char *title; /* N_() */
  const char *text;  /* N_(): what it is for */
} SgnExportChoice;

/* The types; those that can contain the key come first. (transfer none) */
const SgnExportChoice *sgn_export_get_choices (guint *n_choices);
/* The suggested file name. (transfer full) */
char *sgn_export_dup_file_name (const SgnExportChoice *choice, SgnCertificate *certificate);
/* Makes the file; @chain (of SgnCertificate, nullable) comes after @certificate. (transfer full) */
GBytes *sgn_export_choice_make (const SgnExportChoice *choice,
                                SgnCertificate *certificate,
                                GPtrArray *chain,
                                EVP_PKEY *key,
                                const char *password,
                                GError **error);
