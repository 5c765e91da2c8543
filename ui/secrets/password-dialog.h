/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/secrets/secret-dialog.h"

/* Asks for the password of a file. */
#define SGN_TYPE_PASSWORD_DIALOG (sgn_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SgnPasswordDialog, sgn_password_dialog, SGN, PASSWORD_DIALOG, SgnSecretDialog)

/* (transfer none): GTK holds it until it is closed. */
SgnPasswordDialog *sgn_password_dialog_new (GtkWindow *parent, const char *file_name);
/* Whether there is a keyring; without, nothing can be remembered. */
void sgn_password_dialog_set_keyring (SgnPasswordDialog *self, gboolean there);
/* Does the person wish that the password is remembered? */
gboolean sgn_password_dialog_get_remember (SgnPasswordDialog *self);
/* Ready for (another) answer; @fault (nullable): what was wrong with the last one. */
void sgn_password_dialog_ask (SgnPasswordDialog *self, const char *fault);
/* What was typed; the field is emptied. To be wiped by the caller. (transfer full) */
char *sgn_password_dialog_take (SgnPasswordDialog *self);
