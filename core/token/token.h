/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/certificate/certificate.h"
#include "core/token/module/module.h"

/* What the token tells about the tries left for its PIN. */
typedef enum {
  SGN_PIN_STATE_GOOD,   /* "good" */
  SGN_PIN_STATE_LOW,    /* "low": a wrong PIN was entered since the last right one */
  SGN_PIN_STATE_FINAL,  /* "final": the next wrong PIN blocks the token */
  SGN_PIN_STATE_LOCKED, /* "locked" */
  SGN_PIN_STATE_UNSET,  /* "unset": no PIN was set yet */
} SgnPinState;

const char *sgn_pin_state_to_id (SgnPinState state);

/* A certificate on a token; immutable. */
#define SGN_TYPE_TOKEN_CERTIFICATE (sgn_token_certificate_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenCertificate, sgn_token_certificate, SGN, TOKEN_CERTIFICATE, GObject)

SgnTokenCertificate *
sgn_token_certificate_new (SgnCertificate *certificate, GBytes *id, const char *label);
SgnCertificate *
sgn_token_certificate_get_certificate (SgnTokenCertificate *self); /* property "certificate" */
GBytes *sgn_token_certificate_get_id (SgnTokenCertificate *self); /* CKA_ID: also that of the key */
const char *sgn_token_certificate_get_label (SgnTokenCertificate *self); /* property "label" */
/* For signing programs; the others go behind "show all". Property "code-signing". */
gboolean sgn_token_certificate_is_code_signing (SgnTokenCertificate *self);

/* A token as it was when it was read last. Properties of the same names as the getters change in
 * the main context only; a token is known again by module and serial number. */
#define SGN_TYPE_TOKEN (sgn_token_get_type ())
G_DECLARE_FINAL_TYPE (SgnToken, sgn_token, SGN, TOKEN, GObject)

SgnTokenModule *sgn_token_get_module (SgnToken *self);
const char *sgn_token_get_label (SgnToken *self);
const char *sgn_token_get_manufacturer (SgnToken *self);
const char *sgn_token_get_model (SgnToken *self);
const char *sgn_token_get_serial (SgnToken *self);
/* "SafeNet eToken 1234": label, or model, and serial number. */
const char *sgn_token_get_title (SgnToken *self);
SgnPinState sgn_token_get_pin_state (SgnToken *self);
gboolean sgn_token_is_login_required (SgnToken *self);
gboolean sgn_token_is_protected (SgnToken *self); /* the PIN is entered on the reader */
/* Of SgnTokenCertificate: for signing programs first, the newest first, without those of
 * authorities and attestations. A GListModel that changes in the main context. */
GListModel *sgn_token_get_certificates (SgnToken *self);
/* Those of authorities, of SgnCertificate: for the chain. */
GPtrArray *sgn_token_get_authorities (SgnToken *self);

/* The tokens of one module, of SgnToken, read now. Errors are those of the module. (transfer full)
 */
GPtrArray *sgn_tokens_read (SgnTokenModule *module, GCancellable *cancellable, GError **error);

/* The same for several modules at the same time. @errors, of GError or NULL, has one entry for each
 * module. (transfer full) */
GPtrArray *sgn_tokens_read_all (GPtrArray *modules, GPtrArray **errors, GCancellable *cancellable);
