/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>
#include <openssl/x509.h>

/* One part of the name a certificate is asked for, as a form shows it. */
typedef struct {
  const char *id;    /* "CN", "O", "C", ... */
  const char *title; /* N_() */
  guint max;         /* characters (X.520) */
  gboolean extended; /* only in certificates with extended validation */
} SgnNameField;

/* In the order in which the name holds them. */
const SgnNameField *sgn_name_get_fields (guint *n_fields);

/* A name for a certificate from "C=DE, O=Example GmbH, CN=Example GmbH": ids of fields in any
 * order and letter case, separated by comma or plus; a backslash before a character that is
 * meant as such, or the value in double quotes. SUBJECT: unknown field, bad value, or no name
 * at all. (transfer full) */
X509_NAME *sgn_name_parse (const char *text, GError **error);

/* From ids and values, "C", "DE", "CN", "Example", ..., NULL; empty values are left out. */
X509_NAME *sgn_name_new (const char *const *parts, GError **error);
