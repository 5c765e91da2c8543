/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

/* Lets a chooser show only files of kinds that can be signed, or of one of them, or all. */
void sgn_kind_filters_add (GtkFileChooser *chooser);
