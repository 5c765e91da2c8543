/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

#include "core/identity/read/password.h"

/* What a key file holds. */
typedef struct {
  GPtrArray *keys;         /* of EVP_PKEY */
  GPtrArray *certificates; /* of SgnCertificate */
  GHashTable *names;       /* EVP_PKEY to char *: under which a key lies among others */
} SgnKeyMaterial;

SgnKeyMaterial *sgn_key_material_new (void);
void sgn_key_material_free (SgnKeyMaterial *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnKeyMaterial, sgn_key_material_free)

/* Adds the certificate; FALSE for damaged DER. */
gboolean
sgn_key_material_add_der (SgnKeyMaterial *self, gconstpointer data, gsize size, GError **error);

/* Adds what the other holds, which keeps it. */
void sgn_key_material_take (SgnKeyMaterial *self, SgnKeyMaterial *other);

/* One way in which keys and certificates lie in a file. @read fails with PFX_PASSWORD when none of
 * the passwords opens it, PFX_CIPHER, PFX_DAMAGED, CERT_DAMAGED, KEY_UNSUPPORTED.
 * @passwords NULL: only the certificates are wanted, keys are left alone. */
typedef struct {
  const char *id;
  gboolean (*probe) (GBytes *data);
  SgnKeyMaterial *(*read) (GBytes *data, const SgnPasswords *passwords, GError **error);
} SgnKeyFormat;

/* The first that knows @data, or NULL. */
const SgnKeyFormat *sgn_key_format_detect (GBytes *data);

#define SGN_KEY_FORMAT(name) extern const SgnKeyFormat sgn_key_format_##name;
#include "core/identity/read/key-formats.inc"
#undef SGN_KEY_FORMAT

/* The certificates of a degenerate PKCS#7 in DER. */
gboolean
sgn_key_material_add_pkcs7 (SgnKeyMaterial *self, gconstpointer data, gsize size, GError **error);
