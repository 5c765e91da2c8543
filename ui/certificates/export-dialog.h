/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/identity/identity.h"

/* Writes a certificate to another type of file: asks for the type, for a password if the key is
 * included, and for the location. */
#define SGN_TYPE_EXPORT_DIALOG (sgn_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SgnExportDialog, sgn_export_dialog, SGN, EXPORT_DIALOG, AdwWindow)

/* (transfer none): GTK holds it until it is closed. */
GtkWidget *sgn_export_dialog_new (GtkWindow *parent, SgnIdentity *identity);
/* For @certificates without a key, of SgnCertificate; the main one is the first. (transfer none):
 * GTK holds it until it is closed */
GtkWidget *sgn_export_dialog_new_for_certificates (GtkWindow *parent, GPtrArray *certificates);
