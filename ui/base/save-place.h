/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

typedef void (*SgnSavePlaceFunc) (gpointer owner, GFile *file);

/* Asks where to save, with @name suggested; @chosen is called when a place was chosen, which may
 * hold a file: the person has then agreed to lose it. Asked again, or without its @owner, the
 * question is forgotten. */
void sgn_save_place_ask (GObject *owner,
                         GtkWindow *parent,
                         const char *title,
                         const char *name,
                         SgnSavePlaceFunc chosen);
