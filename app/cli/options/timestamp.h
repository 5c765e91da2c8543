/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/timestamp/client.h"

/* The servers for --timestamp auto|none|URL..., in order; empty for `none`. NULL names what is
 * wrong. Nothing given means `auto`. (transfer full) */
GPtrArray *sgn_timestamp_options_load (char **values, GError **error);

/* --timestamp-timeout, --timestamp-retries and --timestamp-pause. */
const GOptionEntry *sgn_timestamp_options_get_patience_entries (void);
/* What they say, over what @ret has. A sentence when that makes no sense. */
const char *sgn_timestamp_options_fill_patience (SgnTimestampPatience *ret);
