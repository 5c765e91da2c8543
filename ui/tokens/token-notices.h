/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/session/session.h"

/* Passes messages of a token from the thread that waits for it to the window. Emits "changed" in
 * the main context. */
#define SGN_TYPE_TOKEN_NOTICES (sgn_token_notices_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenNotices, sgn_token_notices, SGN, TOKEN_NOTICES, GObject)

/* (transfer full) */
SgnTokenNotices *sgn_token_notices_new (void);
/* For SgnTokenChoice; the session, once open, keeps a reference to @self. */
void sgn_token_notices_watch (SgnTokenNotices *self, SgnTokenChoice *choice);
void sgn_token_notices_stay_with (SgnTokenNotices *self, SgnTokenSession *session);

SgnTokenNotice sgn_token_notices_get_notice (SgnTokenNotices *self);
/* The sentence, or NULL when there is nothing to say. (transfer full) */
char *sgn_token_notices_dup_text (SgnTokenNotices *self);
