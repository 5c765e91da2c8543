/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

/* Ask over @parent for one file; @chosen is called with it unless the person gave up. The question
 * is forgotten without its @owner, and when that asks another one. */

typedef void (*SgnChooseFileFunc) (gpointer owner, GFile *file);

/* With @name suggested. There may be such a file already: the person has then agreed to lose it. */
void sgn_choose_file_to_save (GObject *owner,
                              GtkWindow *parent,
                              const char *title,
                              const char *name,
                              SgnChooseFileFunc chosen);
/* @filter: which files are offered. (transfer none) */
void sgn_choose_file_to_open (GObject *owner,
                              GtkWindow *parent,
                              const char *title,
                              GtkFileFilter *filter,
                              SgnChooseFileFunc chosen);
