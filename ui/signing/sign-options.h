/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* The options for signing; changes apply immediately. */
#define SGN_TYPE_SIGN_OPTIONS (sgn_sign_options_get_type ())
G_DECLARE_FINAL_TYPE (SgnSignOptions, sgn_sign_options, SGN, SIGN_OPTIONS, AdwWindow)

/* (transfer none): GTK holds it until it is closed. */
GtkWindow *sgn_sign_options_new (GtkWindow *parent);
