/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "core/token/session/pin.h"

/* A field for a PIN, which goes straight into locked memory. It is not a GtkEditable: those hand
 * what was typed to every program on the accessibility bus; this one tells how many characters
 * there are, as everybody can see. Emits "changed". */
#define SGN_TYPE_PIN_FIELD (sgn_pin_field_get_type ())
G_DECLARE_FINAL_TYPE (SgnPinField, sgn_pin_field, SGN, PIN_FIELD, GtkWidget)

gboolean sgn_pin_field_is_empty (SgnPinField *self);
void sgn_pin_field_clear (SgnPinField *self);
/* What was typed; the field is empty then. (transfer full) */
SgnPin *sgn_pin_field_take (SgnPinField *self);
