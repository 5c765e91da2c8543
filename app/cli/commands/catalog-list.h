/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Prints what the catalog at @path lists; @json: an object for each entry. */
gboolean sgn_catalog_list (const char *path, gboolean json, GError **error);
