/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/session/pin-question.h"
#include "core/token/session/pin.h"
#include "ui/secrets/secret-dialog.h"

/* Asks for the PIN of a token. */
#define SGN_TYPE_PIN_DIALOG (sgn_pin_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SgnPinDialog, sgn_pin_dialog, SGN, PIN_DIALOG, SgnSecretDialog)

/* @signer: the publisher in the signatures. (transfer none): GTK holds it until it is closed. */
SgnPinDialog *sgn_pin_dialog_new (GtkWindow *parent, const char *signer);
/* Lets the user enter an (other) PIN. */
void sgn_pin_dialog_ask (SgnPinDialog *self, SgnPinQuestion *question);
/* The PIN; empties the field. (transfer full) */
SgnPin *sgn_pin_dialog_take (SgnPinDialog *self);
/* Whether the user agreed to use the last try. */
gboolean sgn_pin_dialog_is_confirmed (SgnPinDialog *self);
