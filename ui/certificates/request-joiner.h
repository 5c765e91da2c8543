/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/identity/identity.h"
#include "ui/certificates/request-item.h"

/* Brings the certificate that was issued to the key of its request: asks for its file, for the
 * password of the key and for the place of a PFX file that holds both from now on. The callback
 * comes after every dialog; when the person gave up, or was told the fault, finish returns NULL. */
void sgn_request_join_async (GtkWindow *parent,
                             SgnRequestItem *item,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* @file and @certificate (nullable): what opens it from now on. (transfer full) */
SgnIdentity *sgn_request_join_finish (GAsyncResult *result, GFile **file, GFile **certificate);
