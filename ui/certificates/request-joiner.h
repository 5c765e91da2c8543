/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/identity/identity.h"
#include "ui/certificates/request-item.h"

/* Combines an issued certificate with the key of its request: asks for its file, for the password
 * of the key and where to save a PFX file with both. The callback is called after the last dialog;
 * if the user cancelled or has seen an error, finish returns NULL. */
void sgn_request_join_async (GtkWindow *parent,
                             SgnRequestItem *item,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* @file and @certificate (nullable): the files of the identity from now on. (transfer full) */
SgnIdentity *sgn_request_join_finish (GAsyncResult *result, GFile **file, GFile **certificate);
