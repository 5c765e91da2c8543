/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/certificate/certificate.h"
#include "core/token/module/module.h"

/* How many tries for the PIN are left, as far as the token tells. */
typedef enum {
  SGN_PIN_STATE_GOOD,   /* "good" */
  SGN_PIN_STATE_LOW,    /* "low": a wrong PIN was entered since the last correct one */
  SGN_PIN_STATE_FINAL,  /* "final": the next wrong PIN blocks the token */
  SGN_PIN_STATE_LOCKED, /* "locked" */
  SGN_PIN_STATE_UNSET,  /* "unset": no PIN has been set */
} SgnPinState;

const char *sgn_pin_state_to_id (SgnPinState state);

/* A certificate on a token. Immutable. Getters are (transfer none). */
#define SGN_TYPE_TOKEN_CERTIFICATE (sgn_token_certificate_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenCertificate, sgn_token_certificate, SGN, TOKEN_CERTIFICATE, GObject)

SgnTokenCertificate *sgn_token_certificate_new (SgnCertificate *certificate,
                                                GBytes *id,
                                                const char *label) G_GNUC_WARN_UNUSED_RESULT;
SgnCertificate *sgn_token_certificate_get_certificate (SgnTokenCertificate *self);
/* CKA_ID, the same as that of the key */
GBytes *sgn_token_certificate_get_id (SgnTokenCertificate *self);
const char *sgn_token_certificate_get_label (SgnTokenCertificate *self);
/* Whether it is meant for code signing. */
gboolean sgn_token_certificate_is_code_signing (SgnTokenCertificate *self);

/* The state of a token when it was last read. Only the state of the PIN (property "pin-state") and
 * the certificates change, in the main context. A token is recognized by module and serial number.
 * Getters are (transfer none). */
#define SGN_TYPE_TOKEN (sgn_token_get_type ())
G_DECLARE_FINAL_TYPE (SgnToken, sgn_token, SGN, TOKEN, GObject)

SgnTokenModule *sgn_token_get_module (SgnToken *self);
const char *sgn_token_get_label (SgnToken *self);
const char *sgn_token_get_manufacturer (SgnToken *self);
const char *sgn_token_get_model (SgnToken *self);
const char *sgn_token_get_serial (SgnToken *self);
/* "SafeNet eToken 1234": label or model, and serial number. */
const char *sgn_token_get_title (SgnToken *self);
SgnPinState sgn_token_get_pin_state (SgnToken *self);
gboolean sgn_token_is_login_required (SgnToken *self);
gboolean sgn_token_is_protected (SgnToken *self); /* the PIN is entered on the reader */
/* Of SgnTokenCertificate, without those of authorities and attestations: for code signing first,
 * newest first. The GListModel changes in the main context. */
GListModel *sgn_token_get_certificates (SgnToken *self);
/* Certificates of authorities, of SgnCertificate, to build chains. */
GPtrArray *sgn_token_get_authorities (SgnToken *self);

/* Reads the tokens of one module, of SgnToken. Errors: those of the module. (transfer full) */
GPtrArray *sgn_tokens_read (SgnTokenModule *module,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for several modules in parallel. @errors holds one GError or NULL for each module. Both
 * are (transfer full). */
GPtrArray *sgn_tokens_read_all (GPtrArray *modules,
                                GPtrArray **errors,
                                GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
