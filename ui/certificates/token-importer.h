/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/certificates/request-item.h"
#include "ui/identities/identity-item.h"
#include "ui/tokens/token-list.h"

/* Writes an issued certificate to the token with the key of its request, one of @tokens: asks for
 * its file and for the PIN. The callback is called after the last dialog; if the user cancelled or
 * has seen an error, finish returns NULL. */
void sgn_request_import_to_token_async (GtkWindow *parent,
                                        SgnTokenList *tokens,
                                        SgnRequestItem *item,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* The new certificate for signing. (transfer full) */
SgnIdentityItem *sgn_request_import_to_token_finish (GAsyncResult *result);
