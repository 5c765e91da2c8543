/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/certificates/request-item.h"
#include "ui/identities/identity-item.h"
#include "ui/tokens/token-list.h"

/* Puts the certificate that was issued beside the key of its request on one of @tokens: asks for
 * its file and for the PIN. The callback comes after every dialog; when the person gave up, or was
 * told the fault, finish returns NULL. */
void sgn_request_import_to_token_async (GtkWindow *parent,
                                        SgnTokenList *tokens,
                                        SgnRequestItem *item,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* What one can sign with from now on. (transfer full) */
SgnIdentityItem *sgn_request_import_to_token_finish (GAsyncResult *result);
