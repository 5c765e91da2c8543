/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* What Ctrl+Z takes back: the last deed that can be, and only that. A toast offers to do so until
 * the next deed is offered. Emits "toast" (AdwToast) when there is one to be shown. For the main
 * thread only. */
#define SGN_TYPE_UNDO (sgn_undo_get_type ())
G_DECLARE_FINAL_TYPE (SgnUndo, sgn_undo, SGN, UNDO, GObject)

typedef void (*SgnUndoFunc) (gpointer data);

/* (transfer full) */
SgnUndo *sgn_undo_new (void);
/* From now on @take_back is called with @data (transfer full) to take back what @text tells of. */
void sgn_undo_offer (SgnUndo *self,
                     const char *text,
                     SgnUndoFunc take_back,
                     gpointer data,
                     GDestroyNotify free_data);
/* Hides the toast; Ctrl+Z still takes the deed back. */
void sgn_undo_hide (SgnUndo *self);
/* A deed of this kind cannot be taken back any more; another one still can. */
void sgn_undo_forget (SgnUndo *self, SgnUndoFunc take_back);
/* Takes the last deed back, which is possible once. FALSE when there is none. */
gboolean sgn_undo_take_back (SgnUndo *self);
