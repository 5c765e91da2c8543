/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/check.h"
#include "tests/support/test-ca.h"

/* A SignerInfo made here in every way a signer can get it wrong. */
typedef struct {
  const char *key_type;
  TestCert *cert; /* (nullable): instead of a new one */
  SgnHash hash;
  const char *signature_oid;
  GBytes *signature_parameters;
  const char *content_type; /* NULL: no such attribute */
  gboolean no_digest;
  gboolean wrong_digest;
  gboolean duplicate;  /* contentType twice */
  gboolean two_values; /* in one attribute */
  gboolean no_attributes;
  GBytes *signing_certificate; /* (nullable): value of signingCertificateV2 */
  gboolean indefinite;         /* length of the attributes */
  GBytes *octets;              /* (nullable): what is signed instead of the usual text */
  gboolean any_type;           /* checked without a type that it should have */
  const char *outer_type;      /* (nullable): what the message says of its content, if not data */
  gboolean bare_digest;        /* PKCS #1 block without DigestInfo */
  gboolean pss;
  gboolean no_salt; /* in PSS */
  gboolean no_certificate;
} SignerSpec;

#define SIGNER_SPEC_TEXT "these octets are signed"

/* Makes it and checks it over what it signed. */
SgnCmsStatus signer_spec_check (const SignerSpec *spec, gboolean countersignature);
/* Its signed attributes, tagged as SET OF or [0]. (transfer full) */
GBytes *signer_spec_create_attributes (const SignerSpec *spec, guint8 tag);

#define signer_spec_assert(status, ...)                                                            \
  g_assert_cmpint (signer_spec_check (&(SignerSpec){ .hash = SGN_HASH_SHA256, __VA_ARGS__ },       \
                                      FALSE),                                                      \
                   ==,                                                                             \
                   status)
