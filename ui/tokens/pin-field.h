/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "core/token/session/pin.h"

/* A field for a PIN, which goes straight into locked memory. It is not a GtkEditable: those hand
 * their text to every program on the accessibility bus; this one only reports the number of
 * characters, which is visible anyway. Emits "changed". */
#define SGN_TYPE_PIN_FIELD (sgn_pin_field_get_type ())
G_DECLARE_FINAL_TYPE (SgnPinField, sgn_pin_field, SGN, PIN_FIELD, GtkWidget)

gboolean sgn_pin_field_is_empty (SgnPinField *self);
void sgn_pin_field_clear (SgnPinField *self);
/* The PIN; empties the field. (transfer full) */
SgnPin *sgn_pin_field_take (SgnPinField *self);
