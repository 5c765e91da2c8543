/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/sign/request.h"

/* The user's settings as a request, without any dialogs. */

SgnExisting sgn_sign_settings_get_existing (GSettings *settings);
/* Of SgnTimestampServer, in the order in which they are asked; empty for no timestamp. (transfer
 * full) */
GPtrArray *sgn_sign_settings_get_servers (GSettings *settings);
/* (transfer full) */
SgnSignRequest *
sgn_sign_settings_create_request (GSettings *settings, SgnIdentity *identity, SgnAnchors *anchors);
/* The label of the button of the server chooser: "automatic", "none", a name. (transfer full) */
char *sgn_sign_settings_describe_server (GSettings *settings);
