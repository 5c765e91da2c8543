/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Prints the contents of the catalog at @path, with @json as one object per entry. Errors: those of
 * reading the catalog. */
gboolean
sgn_catalog_list (const char *path, gboolean json, GError **error) G_GNUC_WARN_UNUSED_RESULT;
