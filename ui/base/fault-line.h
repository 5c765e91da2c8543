/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

/* What was wrong with what was typed; not to be seen when nothing was. */
#define SGN_TYPE_FAULT_LINE (sgn_fault_line_get_type ())
G_DECLARE_FINAL_TYPE (SgnFaultLine, sgn_fault_line, SGN, FAULT_LINE, GtkBox)

/* @fault (nullable): of what stands in @field. */
void sgn_fault_line_show (SgnFaultLine *self, const char *fault, GtkWidget *field);
