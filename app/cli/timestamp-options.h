/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/timestamp/servers.h"

/* The servers for --timestamp auto|none|URL..., in order; empty for `none`. NULL names what is
 * wrong. Nothing given means `auto`. (transfer full) */
GPtrArray *sgn_timestamp_options_load (char **values, GError **error);
