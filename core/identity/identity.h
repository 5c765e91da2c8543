/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/base/hash.h"
#include "core/certificate/certificate.h"

/* A certificate, its chain and a key that signs; immutable, usable from several threads. */
#define SGN_TYPE_IDENTITY (sgn_identity_get_type ())
G_DECLARE_FINAL_TYPE (SgnIdentity, sgn_identity, SGN, IDENTITY, GObject)

/* Signs @digest, already hashed with @hash: PKCS#1 v1.5 for RSA, DER ECDSA-Sig-Value for EC.
 * Called from worker threads. (transfer full) */
typedef GBytes *(*SgnSignFunc) (gpointer key,
                                SgnHash hash,
                                GBytes *digest,
                                GCancellable *cancellable,
                                GError **error);

/* For keys elsewhere: tokens, services. @chain is put in order as below; @key is freed with
 * @key_free. */
SgnIdentity *sgn_identity_new (SgnCertificate *certificate,
                               GPtrArray *chain,
                               const char *origin,
                               SgnSignFunc sign,
                               gpointer key,
                               GDestroyNotify key_free);

/* For a key in memory. Checks that key and certificate fit (KEY_MISMATCH) and that Windows accepts
 * this kind of key (KEY_UNSUPPORTED). The chain is put in order from @others (of SgnCertificate,
 * may contain anything): issuers of the certificate without the root. */
SgnIdentity *sgn_identity_new_for_key (SgnCertificate *certificate,
                                       GPtrArray *others,
                                       EVP_PKEY *key,
                                       const char *origin,
                                       GError **error);

/* SgnSignFunc for an EVP_PKEY. */
GBytes *sgn_key_sign (gpointer key,
                      SgnHash hash,
                      GBytes *digest,
                      GCancellable *cancellable,
                      GError **error);

/* Is this a key that Windows accepts in a signature? KEY_UNSUPPORTED (Ed25519, other curves),
 * KEY_WEAK (RSA below 2048). */
gboolean sgn_identity_check_key (SgnCertificate *certificate, EVP_PKEY *key, GError **error);

/* The name under which the key lies among others: an alias, a friendly name. Before anybody else
 * knows the identity. */
void sgn_identity_set_alias (SgnIdentity *self, const char *alias);
const char *sgn_identity_get_alias (SgnIdentity *self); /* (nullable) */

/* Of the token that the key lies on (nullable); before anybody else knows the identity. */
void sgn_identity_set_token_serial (SgnIdentity *self, const char *serial);
const char *sgn_identity_get_token_serial (SgnIdentity *self);

/* The private key where it came out of a file, for export; NULL for one that lies elsewhere. */
EVP_PKEY *sgn_identity_get_file_key (SgnIdentity *self);

SgnCertificate *sgn_identity_get_certificate (SgnIdentity *self);
GPtrArray *sgn_identity_get_chain (SgnIdentity *self);     /* issuers, nearest first, no root */
SgnCertificate *sgn_identity_get_root (SgnIdentity *self); /* (nullable): where it was at hand */
const char *sgn_identity_get_origin (SgnIdentity *self); /* file name or token label, for showing */
/* FALSE when an intermediate is surely missing: neither a root nor any issuer was found. Whether a
 * chain without its root reaches one, only trust can tell. */
gboolean sgn_identity_is_chain_complete (SgnIdentity *self);
GBytes *sgn_identity_sign (SgnIdentity *self,
                           SgnHash hash,
                           GBytes *digest,
                           GCancellable *cancellable,
                           GError **error);

/* May it sign programs at @time? EKU_MISSING, CERT_EXPIRED, CERT_NOT_YET_VALID; for a certificate
 * alone also what its key says: KEY_UNSUPPORTED, KEY_WEAK. */
gboolean sgn_identity_check_certificate (SgnCertificate *certificate, gint64 time, GError **error);
gboolean sgn_identity_check (SgnIdentity *self, gint64 time, GError **error);
