/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/identity/identity.h"

/* Asks which of several keys in a file to use. Emits "chosen" with the SgnIdentity, or NULL if the
 * user cancelled, and closes itself. */
#define SGN_TYPE_KEY_CHOOSER (sgn_key_chooser_get_type ())
G_DECLARE_FINAL_TYPE (SgnKeyChooser, sgn_key_chooser, SGN, KEY_CHOOSER, AdwMessageDialog)

/* @identities: of SgnIdentity; the first one is preselected. (transfer none): GTK holds it until it
 * is closed */
SgnKeyChooser *
sgn_key_chooser_new (GtkWindow *parent, GPtrArray *identities, const char *file_name);
