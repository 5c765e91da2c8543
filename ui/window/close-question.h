/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

/* Asks over @parent whether signing is to be stopped; @stop is called with @owner if so, unless
 * that is gone by then. */
void sgn_close_question_ask (GtkWindow *parent, void (*stop) (gpointer owner), GObject *owner);
