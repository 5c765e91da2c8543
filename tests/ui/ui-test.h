/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/report/report.h"

/* For tests of widgets, in place of g_test_init(). Where there is no display, all of them are
 * skipped, aloud. */
void ui_test_init (int *argc, char ***argv);

typedef gboolean (*UiTestCondition) (gpointer data);
/* Runs the main loop until @condition holds; fatal after a minute. */
void ui_test_wait (UiTestCondition condition, gpointer data);
/* A condition: the counter (guint) that @data points to is not 0. */
gboolean ui_test_is_set (gpointer data);
/* Shows @widget, in a window of its own unless it is one, until it is drawn, and destroys it.
 * Fatal when it outlives that. */
void ui_test_show (GtkWidget *widget);

/* A report with one signature that passed every check. (transfer full) */
SgnReport *ui_test_report_new (void);
/* The same of another verdict. (transfer full) */
SgnReport *ui_test_report_of (SgnVerdict verdict);
