/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/timestamp/client.h"

/* The servers for --timestamp auto|none|URL..., in order; empty for `none`. No value means `auto`.
 * Errors: FAILED. (transfer full) */
GPtrArray *sgn_timestamp_options_load (char **values, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* --timestamp-timeout, --timestamp-retries and --timestamp-pause. */
const GOptionEntry *sgn_timestamp_options_get_patience_entries (void);
/* Overwrites those members of @ret that options were given for. Returns an error message, or NULL
 * when they are valid. */
const char *sgn_timestamp_options_fill_patience (SgnTimestampPatience *ret);
