/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/base/hash.h"
#include "core/certificate/certificate.h"

/* A certificate, its chain and a key that can sign. Immutable once set up, so it may be shared
 * between threads. Getters are (transfer none). */
#define SGN_TYPE_IDENTITY (sgn_identity_get_type ())
G_DECLARE_FINAL_TYPE (SgnIdentity, sgn_identity, SGN, IDENTITY, GObject)

/* Signs @digest, which was made with @hash: PKCS #1 v1.5 for RSA, a DER ECDSA-Sig-Value for EC.
 * Called from worker threads. (transfer full) */
typedef GBytes *(*SgnSignFunc) (gpointer key,
                                SgnHash hash,
                                GBytes *digest,
                                GCancellable *cancellable,
                                GError **error);

/* For keys that are not in memory, such as those on tokens. @certificate and @chain are referenced,
 * and @chain is put in order as below; @key is freed with @key_free. (transfer full) */
SgnIdentity *sgn_identity_new (SgnCertificate *certificate,
                               GPtrArray *chain,
                               const char *origin,
                               SgnSignFunc sign,
                               gpointer key,
                               GDestroyNotify key_free) G_GNUC_WARN_UNUSED_RESULT;

/* For a key in memory, which is referenced. @others (of SgnCertificate) may hold any certificates;
 * the chain is built from them: the issuers of @certificate without the root. Errors: KEY_MISMATCH
 * when key and certificate do not belong together; KEY_UNSUPPORTED, KEY_WEAK. (transfer full) */
SgnIdentity *sgn_identity_new_for_key (SgnCertificate *certificate,
                                       GPtrArray *others,
                                       EVP_PKEY *key,
                                       const char *origin,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A SgnSignFunc whose @key is an EVP_PKEY. Errors: KEY_FAILED. (transfer full) */
GBytes *sgn_key_sign (gpointer key,
                      SgnHash hash,
                      GBytes *digest,
                      GCancellable *cancellable,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether Windows accepts signatures by this kind of key. Errors: KEY_UNSUPPORTED (Ed25519, other
 * curves), KEY_WEAK (RSA below 2048 bits). */
gboolean sgn_identity_check_key (SgnCertificate *certificate,
                                 EVP_PKEY *key,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The alias or friendly name of the key in its file. Set it before sharing the identity. */
void sgn_identity_set_alias (SgnIdentity *self, const char *alias);
const char *sgn_identity_get_alias (SgnIdentity *self); /* (nullable) */

/* The serial number of the token that holds the key. Set it before sharing the identity. */
void sgn_identity_set_token_serial (SgnIdentity *self, const char *serial);
/* (nullable) */
const char *sgn_identity_get_token_serial (SgnIdentity *self);

/* The private key if it came from a file, for export. (nullable): the key is on a token */
EVP_PKEY *sgn_identity_get_file_key (SgnIdentity *self);

SgnCertificate *sgn_identity_get_certificate (SgnIdentity *self);
/* of SgnCertificate: issuers, nearest first, without root */
GPtrArray *sgn_identity_get_chain (SgnIdentity *self);
SgnCertificate *sgn_identity_get_root (SgnIdentity *self); /* (nullable) */
const char *sgn_identity_get_origin (SgnIdentity *self); /* file name or token label for display */
/* FALSE when an intermediate certificate is certainly missing, because neither a root nor any
 * issuer was found. Whether the chain reaches a trusted root is for trust/ to decide. */
gboolean sgn_identity_is_chain_complete (SgnIdentity *self);
/* Signs @digest, which was made with @hash. Errors: KEY_FAILED for a digest of the wrong length,
 * and those of the SgnSignFunc. (transfer full) */
GBytes *sgn_identity_sign (SgnIdentity *self,
                           SgnHash hash,
                           GBytes *digest,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether it may sign programs at @time (seconds since the Unix epoch). Errors: EKU_MISSING,
 * CERT_EXPIRED, CERT_NOT_YET_VALID; for a bare certificate also those of its key: KEY_UNSUPPORTED,
 * KEY_WEAK. */
gboolean sgn_identity_check_certificate (SgnCertificate *certificate, gint64 time, GError **error);
gboolean
sgn_identity_check (SgnIdentity *self, gint64 time, GError **error) G_GNUC_WARN_UNUSED_RESULT;
