/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/sign/request.h"

/* The person's choices as a request; nothing here asks or shows anything. */

SgnExisting sgn_sign_settings_get_existing (GSettings *settings);
/* Of SgnTimestampServer, in order of asking; empty when none is wanted. (transfer full) */
GPtrArray *sgn_sign_settings_get_servers (GSettings *settings);
/* (transfer full) */
SgnSignRequest *
sgn_sign_settings_create_request (GSettings *settings, SgnIdentity *identity, SgnAnchors *anchors);
/* What the server chooser shows on its button: "automatic", "none", a name. (transfer full) */
char *sgn_sign_settings_describe_server (GSettings *settings);
