/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

/* Asks over @parent whether to stop signing; if so, calls @stop with @owner unless @owner has been
 * destroyed by then. */
void sgn_close_question_ask (GtkWindow *parent, void (*stop) (gpointer owner), GObject *owner);
