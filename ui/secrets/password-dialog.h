/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/secrets/secret-dialog.h"

/* Asks for the password of a file. */
#define SGN_TYPE_PASSWORD_DIALOG (sgn_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SgnPasswordDialog, sgn_password_dialog, SGN, PASSWORD_DIALOG, SgnSecretDialog)

/* (transfer none): GTK holds it until it is closed. */
SgnPasswordDialog *sgn_password_dialog_new (GtkWindow *parent, const char *file_name);
/* Whether there is a keyring; without one, nothing can be remembered. */
void sgn_password_dialog_set_keyring (SgnPasswordDialog *self, gboolean there);
/* Whether the user wants the password to be remembered. */
gboolean sgn_password_dialog_get_remember (SgnPasswordDialog *self);
/* Lets the user enter an (other) answer; @fault (nullable): what was wrong with the last one. */
void sgn_password_dialog_ask (SgnPasswordDialog *self, const char *fault);
/* The password; empties the field. The caller must wipe it. (transfer full) */
char *sgn_password_dialog_take (SgnPasswordDialog *self);
