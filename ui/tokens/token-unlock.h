/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/identities/identity-item.h"
#include "ui/tokens/token-notices.h"

/* Unlocks the key of @item on @token for @n_files: asks for the PIN, shows what is waited for, and
 * why it cannot be used. The callback comes after every dialog; when the person gave up, or was
 * told the fault, finish returns NULL. */
void sgn_token_unlock_async (GtkWindow *parent,
                             SgnToken *token,
                             SgnIdentityItem *item,
                             guint n_files,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* @notices: what it tells from now on. Both (transfer full). */
SgnTokenSession *sgn_token_unlock_finish (GAsyncResult *result, SgnTokenNotices **notices);
