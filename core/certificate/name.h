/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>
#include <openssl/x509.h>

/* One attribute of the subject name of a certificate request, as shown in a form. */
typedef struct {
  const char *id;    /* "CN", "O", "C", ... */
  const char *title; /* untranslated, marked with N_() */
  guint max;         /* maximum number of characters (X.520) */
  gboolean extended; /* only used in extended-validation certificates */
} SgnNameField;

/* All fields in the order in which they appear in the name. (transfer none) */
const SgnNameField *sgn_name_get_fields (guint *n_fields);

/* Parses a name such as "C=DE, O=Example GmbH, CN=Example GmbH". Field ids may come in any order
 * and letter case, separated by commas or plus signs; a special character is escaped by a backslash
 * or by putting the value in double quotes. Errors: SGN_ERROR_SUBJECT for an unknown field, an
 * invalid value or an empty name. (transfer full) */
X509_NAME *sgn_name_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same from alternating ids and values, "C", "DE", "CN", "Example", ..., NULL. Empty values are
 * left out. Errors: SGN_ERROR_SUBJECT. (transfer full) */
X509_NAME *sgn_name_new (const char *const *parts, GError **error) G_GNUC_WARN_UNUSED_RESULT;
