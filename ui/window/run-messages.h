/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/window/run-control.h"
#include "ui/window/undo.h"

/* The messages after a run has ended or was undone, and the offer to undo it. Emits "message"
 * (const char *text). */
#define SGN_TYPE_RUN_MESSAGES (sgn_run_messages_get_type ())
G_DECLARE_FINAL_TYPE (SgnRunMessages, sgn_run_messages, SGN, RUN_MESSAGES, GObject)

/* No reference to @window is taken. (transfer full) */
SgnRunMessages *sgn_run_messages_new (GtkWindow *window, SgnRunControl *control, SgnUndo *undo);
