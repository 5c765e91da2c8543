/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* The last action that can be undone, with Ctrl+Z or the toast that offers it until the next such
 * action. Emits "toast" (AdwToast) when there is one to be shown. For the main thread only. */
#define SGN_TYPE_UNDO (sgn_undo_get_type ())
G_DECLARE_FINAL_TYPE (SgnUndo, sgn_undo, SGN, UNDO, GObject)

typedef void (*SgnUndoFunc) (gpointer data);

/* (transfer full) */
SgnUndo *sgn_undo_new (void);
/* Offers to undo the action described by @text, by calling @take_back with @data (transfer full).
 */
void sgn_undo_offer (SgnUndo *self,
                     const char *text,
                     SgnUndoFunc take_back,
                     gpointer data,
                     GDestroyNotify free_data);
/* Hides the toast; Ctrl+Z still works. */
void sgn_undo_hide (SgnUndo *self);
/* Withdraws the offer if it is of this kind. */
void sgn_undo_forget (SgnUndo *self, SgnUndoFunc take_back);
/* Undoes the last action, which is possible once. FALSE if there is none. */
gboolean sgn_undo_take_back (SgnUndo *self);
