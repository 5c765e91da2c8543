/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Reads a time after 1970: ISO 8601 in its extended and basic forms, with or without time of day
 * (midnight) and zone (UTC), or seconds since 1970, of which nobody would take the digits for a
 * date: 9 to 11, or any number behind “@”. FALSE for everything else. */
gboolean sgn_at_option_parse (const char *text, gint64 *ret);
