/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/monitor.h"

/* The connected tokens and their modules: those registered on this computer and those the user
 * added. No module is started before sgn_token_list_start(). Emits "changed" when any of this
 * changes. */
#define SGN_TYPE_TOKEN_LIST (sgn_token_list_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenList, sgn_token_list, SGN, TOKEN_LIST, GObject)

/* (transfer full) */
SgnTokenList *sgn_token_list_new (GSettings *settings);
/* Starts looking for tokens. */
void sgn_token_list_start (SgnTokenList *self);
/* Whether all modules have been asked at least once. */
gboolean sgn_token_list_is_ready (SgnTokenList *self);

/* Of SgnToken, each once. (transfer container) */
GPtrArray *sgn_token_list_get_tokens (SgnTokenList *self);
/* The token that @uri names. (nullable) (transfer none) */
SgnToken *sgn_token_list_find (SgnTokenList *self, const char *uri);
/* Of SgnTokenWatch. (transfer none) */
GListModel *sgn_token_list_get_watches (SgnTokenList *self);
/* Of SgnTokenModule: at known places, but not used. (transfer none) */
GListModel *sgn_token_list_get_found (SgnTokenList *self);

/* Both are remembered. */
void sgn_token_list_add_module (SgnTokenList *self, const char *path);
void sgn_token_list_remove_module (SgnTokenList *self, SgnTokenModule *module);
/* Asks all modules again, including those that failed. */
void sgn_token_list_restart (SgnTokenList *self);
