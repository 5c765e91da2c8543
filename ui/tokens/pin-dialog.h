/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/session/pin-question.h"
#include "core/token/session/pin.h"
#include "ui/secrets/secret-dialog.h"

/* Asks for the PIN of a token. */
#define SGN_TYPE_PIN_DIALOG (sgn_pin_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SgnPinDialog, sgn_pin_dialog, SGN, PIN_DIALOG, SgnSecretDialog)

/* @signer: the publisher as whom is signed. (transfer none): GTK holds it until it is closed. */
SgnPinDialog *sgn_pin_dialog_new (GtkWindow *parent, const char *signer);
/* Ready for (another) answer. */
void sgn_pin_dialog_ask (SgnPinDialog *self, SgnPinQuestion *question);
/* The answer; the field is emptied. (transfer full) */
SgnPin *sgn_pin_dialog_take (SgnPinDialog *self);
/* Does the person want the last try to be used? */
gboolean sgn_pin_dialog_is_confirmed (SgnPinDialog *self);
