/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/token/pin-question.h"
#include "core/token/pin.h"

/* Asks for the PIN of a token and stays open while it is tried. Emits "answered" when there is one
 * to take, "dismissed" when the person gives up. */
#define SGN_TYPE_PIN_DIALOG (sgn_pin_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SgnPinDialog, sgn_pin_dialog, SGN, PIN_DIALOG, AdwMessageDialog)

/* @signer: the publisher as whom is signed. */
SgnPinDialog *sgn_pin_dialog_new (GtkWindow *parent, const char *signer);
/* Ready for (another) answer. */
void sgn_pin_dialog_ask (SgnPinDialog *self, SgnPinQuestion *question);
/* The answer; the field is emptied. (transfer full) */
SgnPin *sgn_pin_dialog_take (SgnPinDialog *self);
/* Does the person want the last try to be used? */
gboolean sgn_pin_dialog_is_confirmed (SgnPinDialog *self);
void sgn_pin_dialog_close (SgnPinDialog *self);
