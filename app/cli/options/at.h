/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Parses a time after 1970: ISO 8601 in extended or basic form, with optional time of day (default:
 * midnight) and zone (default: UTC); or seconds since 1970, which have 9 to 11 digits so that they
 * do not look like a date, or any number after “@”. FALSE for anything else. */
gboolean sgn_at_option_parse (const char *text, gint64 *ret);
