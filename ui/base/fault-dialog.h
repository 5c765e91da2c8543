/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* A dialog over @parent (nullable) that reports an error, with "Close" as its only answer. It is
 * not presented yet, so that @heading (nullable) can be formatted and answers can be added; GTK
 * owns it until it is closed. (transfer none) */
AdwMessageDialog *sgn_fault_dialog_new (GtkWindow *parent, const char *heading, const char *text);
/* Adds @text as technical details, collapsed at first. */
void sgn_fault_dialog_add_details (AdwMessageDialog *dialog, const char *text);
/* Presents one with the sentence for @error. */
void sgn_fault_dialog_show (GtkWindow *parent, const char *heading, const GError *error);
