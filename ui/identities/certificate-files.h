/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

/* Files that may hold a certificate, a key or both, by the endings of their names. */

gboolean sgn_is_certificate_file_name (const char *name);
/* A filter for choosing one. (transfer full) */
GtkFileFilter *sgn_certificate_file_filter_new (void);
