/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#define SGN_TYPE_WINDOW (sgn_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnWindow, sgn_window, SGN, WINDOW, AdwApplicationWindow)

/* (transfer none): GTK holds it until it is closed. */
SgnWindow *sgn_window_new (AdwApplication *application);
/* Lists and checks @files (of GFile) and those in folders. */
void sgn_window_open (SgnWindow *self, GListModel *files);
