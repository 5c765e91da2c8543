/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* Asks for the name and the password of a test certificate and where to save it. Emits "created"
 * with the file (GFile) and its password, and closes. */
#define SGN_TYPE_CREATE_DIALOG (sgn_create_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SgnCreateDialog, sgn_create_dialog, SGN, CREATE_DIALOG, AdwWindow)

/* (transfer none): GTK holds it until it is closed. */
GtkWidget *sgn_create_dialog_new (GtkWindow *parent);
