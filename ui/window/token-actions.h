/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/base/pages.h"
#include "ui/window/run-control.h"

/* The actions "tokens.…": the page of tokens and their modules, and unlocking a token for the
 * files that wait for its key. */
#define SGN_TYPE_TOKEN_ACTIONS (sgn_token_actions_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenActions, sgn_token_actions, SGN, TOKEN_ACTIONS, GObject)

/* No reference to @window is taken. (transfer full) */
SgnTokenActions *sgn_token_actions_new (GtkWindow *window,
                                        SgnPages *pages,
                                        SgnTokenList *tokens,
                                        SgnIdentityList *identities,
                                        SgnRunControl *control);
GActionGroup *sgn_token_actions_get_group (SgnTokenActions *self); /* (transfer none) */
/* Asks for the PIN of @item, whose token is connected, then resumes the run. */
void sgn_token_actions_unlock (SgnTokenActions *self, SgnIdentityItem *item);
/* Looks for tokens if a certificate or one of @requests (of SgnRequestItem) is on one. */
void sgn_token_actions_start (SgnTokenActions *self, GListModel *requests);
