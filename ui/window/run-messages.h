/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/window/run-control.h"
#include "ui/window/undo.h"

/* What is said when a run has ended or was taken back, and the offer to take it back. Emits
 * "message" (const char *text). */
#define SGN_TYPE_RUN_MESSAGES (sgn_run_messages_get_type ())
G_DECLARE_FINAL_TYPE (SgnRunMessages, sgn_run_messages, SGN, RUN_MESSAGES, GObject)

/* @window is not held. (transfer full) */
SgnRunMessages *sgn_run_messages_new (GtkWindow *window, SgnRunControl *control, SgnUndo *undo);
