/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

/* Ask over @parent for one file and call @chosen with it unless the user cancels. Cancelled when
 * @owner is destroyed or asks again. */

typedef void (*SgnChooseFileFunc) (gpointer owner, GFile *file);

/* Suggests @name. If the file exists, the user has agreed to overwrite it. */
void sgn_choose_file_to_save (GObject *owner,
                              GtkWindow *parent,
                              const char *title,
                              const char *name,
                              SgnChooseFileFunc chosen);
/* @filter: the files offered. (transfer none) */
void sgn_choose_file_to_open (GObject *owner,
                              GtkWindow *parent,
                              const char *title,
                              GtkFileFilter *filter,
                              SgnChooseFileFunc chosen);
