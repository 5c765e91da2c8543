/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/token/token.h"
#include "core/token/uri.h"

/* Something to tell the user while a thread waits. */
typedef enum {
  SGN_TOKEN_NOTICE_NONE,
  SGN_TOKEN_NOTICE_PINPAD,  /* enter the PIN on the card reader */
  SGN_TOKEN_NOTICE_CONFIRM, /* this key must be confirmed for every file */
  SGN_TOKEN_NOTICE_REMOVED, /* the token was removed; waiting for it to be inserted again */
} SgnTokenNotice;

/* Called from the waiting thread, with NONE when it continues. */
typedef void (*SgnTokenNoticeFunc) (SgnTokenNotice notice, SgnToken *token, gpointer user_data);

/* Selects a key. All pointers except @token may be NULL. */
typedef struct {
  SgnToken *token;
  GBytes *id;                  /* CKA_ID; NULL: the key of @certificate */
  const char *object;          /* CKA_LABEL of the key */
  SgnCertificate *certificate; /* NULL: the certificate stored with the key */
  /* of SgnCertificate: used for the chain in addition to those on the token */
  GPtrArray *others;
  guint n_files; /* number of signatures to be made; 0: unknown */
  gboolean wait; /* wait for a removed token until it is back or the operation is cancelled */
  SgnTokenNoticeFunc notice;
  gpointer user_data;
} SgnTokenChoice;

/* The tokens (SgnToken) in @tokens, without those also visible through the vendor's own module.
 * (transfer container) */
GPtrArray *sgn_tokens_list_once (GListModel *tokens);

/* The key on one of @tokens that @uri (nullable: any) selects: unless a key is named, the one with
 * the newest valid code-signing certificate. @certificate is NULL when @uri selects a key without a
 * certificate. Errors: TOKEN_MISSING, TOKEN_AMBIGUOUS, TOKEN_KEY_MISSING. @token and @certificate:
 * (transfer full) */
gboolean sgn_tokens_choose (GPtrArray *tokens,
                            const SgnTokenUri *uri,
                            SgnToken **token,
                            SgnTokenCertificate **certificate,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
