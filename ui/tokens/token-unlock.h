/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/identities/identity-item.h"
#include "ui/tokens/token-notices.h"

/* Unlocks the key of @item on @token for @n_files: asks for the PIN, shows the progress and why it
 * cannot be used. The callback is called after the last dialog; if the user cancelled or has seen
 * an error, finish returns NULL. */
void sgn_token_unlock_async (GtkWindow *parent,
                             SgnToken *token,
                             SgnIdentityItem *item,
                             guint n_files,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* @notices: the messages of the token from now on. Both (transfer full). */
SgnTokenSession *sgn_token_unlock_finish (GAsyncResult *result, SgnTokenNotices **notices);
