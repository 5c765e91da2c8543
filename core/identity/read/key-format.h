/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

#include "core/identity/read/password.h"

/* What was read from a key file. */
typedef struct {
  GPtrArray *keys;         /* of EVP_PKEY */
  GPtrArray *certificates; /* of SgnCertificate */
  GHashTable *names;       /* EVP_PKEY to char *: alias or friendly name of the key */
} SgnKeyMaterial;

SgnKeyMaterial *sgn_key_material_new (void) G_GNUC_WARN_UNUSED_RESULT;
void sgn_key_material_free (SgnKeyMaterial *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnKeyMaterial, sgn_key_material_free)

/* Adds a certificate. Errors: CERT_DAMAGED. */
gboolean sgn_key_material_add_der (SgnKeyMaterial *self,
                                   gconstpointer data,
                                   gsize size,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds references to everything in @other, which is left unchanged. */
void sgn_key_material_take (SgnKeyMaterial *self, SgnKeyMaterial *other);

/* One file format for keys and certificates. @read fails with PFX_PASSWORD when none of the
 * passwords opens it, PFX_CIPHER, PFX_DAMAGED, CERT_DAMAGED or KEY_UNSUPPORTED. With NULL for
 * @passwords only certificates are read and keys are ignored. */
typedef struct {
  const char *id;
  gboolean (*probe) (GBytes *data);
  SgnKeyMaterial *(*read) (GBytes *data, const SgnPasswords *passwords, GError **error);
} SgnKeyFormat;

/* The first format whose @probe accepts @data. (nullable) */
const SgnKeyFormat *sgn_key_format_detect (GBytes *data);

#define SGN_KEY_FORMAT(name) extern const SgnKeyFormat sgn_key_format_##name;
#include "core/identity/read/key-formats.inc"
#undef SGN_KEY_FORMAT

/* Adds the certificates of a DER PKCS #7 without signers. Errors: CERT_DAMAGED. */
gboolean sgn_key_material_add_pkcs7 (SgnKeyMaterial *self,
                                     gconstpointer data,
                                     gsize size,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
