/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/token/token.h"
#include "core/token/uri.h"

/* Something the user should know while a thread waits. */
typedef enum {
  SGN_TOKEN_NOTICE_NONE,
  SGN_TOKEN_NOTICE_PINPAD,  /* enter the PIN on the reader */
  SGN_TOKEN_NOTICE_CONFIRM, /* this key asks for confirmation for every file */
  SGN_TOKEN_NOTICE_REMOVED, /* the token was removed; waiting until it is back */
} SgnTokenNotice;

/* Called from the thread that waits; NONE when it goes on. */
typedef void (*SgnTokenNoticeFunc) (SgnTokenNotice notice, SgnToken *token, gpointer user_data);

/* Which key. All but @token may be NULL. */
typedef struct {
  SgnToken *token;
  GBytes *id;                  /* CKA_ID; NULL: the key of @certificate */
  const char *object;          /* CKA_LABEL of the key */
  SgnCertificate *certificate; /* NULL: that of the key on the token */
  GPtrArray *others;           /* of SgnCertificate: for the chain, beside those on the token */
  guint n_files;               /* how many signatures it is for; 0: not known */
  gboolean wait; /* for a token that was removed, until it is back or all is cancelled */
  SgnTokenNoticeFunc notice;
  gpointer user_data;
} SgnTokenChoice;

/* Those of @tokens (of SgnToken) without any that is seen through two modules: the maker's own one
 * is kept. (transfer container) */
GPtrArray *sgn_tokens_list_once (GListModel *tokens);

/* The key that @uri (nullable: any) means among @tokens: the newest valid certificate for signing
 * programs, unless another is named. @certificate is NULL when the URI names a key without one.
 * TOKEN_MISSING, TOKEN_AMBIGUOUS, TOKEN_KEY_MISSING. (transfer full) */
gboolean sgn_tokens_choose (GPtrArray *tokens,
                            const SgnTokenUri *uri,
                            SgnToken **token,
                            SgnTokenCertificate **certificate,
                            GError **error);
