/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

/* A line below a field that says what is wrong with its text; hidden when nothing is. */
#define SGN_TYPE_FAULT_LINE (sgn_fault_line_get_type ())
G_DECLARE_FINAL_TYPE (SgnFaultLine, sgn_fault_line, SGN, FAULT_LINE, GtkBox)

/* @fault (nullable): what is wrong with the text in @field. */
void sgn_fault_line_show (SgnFaultLine *self, const char *fault, GtkWidget *field);
