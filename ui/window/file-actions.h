/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/window/file-selection.h"
#include "ui/window/undo.h"

/* The actions "files.…", which add and remove files. Emits "open" (GListModel of GFile) when files
 * are to be listed, "message" (const char *text). */
#define SGN_TYPE_FILE_ACTIONS (sgn_file_actions_get_type ())
G_DECLARE_FINAL_TYPE (SgnFileActions, sgn_file_actions, SGN, FILE_ACTIONS, GObject)

/* No reference to @window is taken. (transfer full) */
SgnFileActions *
sgn_file_actions_new (GtkWindow *window, SgnFileSelection *selection, SgnUndo *undo);
GActionGroup *sgn_file_actions_get_group (SgnFileActions *self); /* (transfer none) */
