/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

/* Filters for a file chooser: all files that can be signed, each type, and all files. */
void sgn_kind_filters_add (GtkFileChooser *chooser);
