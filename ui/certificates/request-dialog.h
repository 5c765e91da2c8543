/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/certificate/certificate.h"
#include "ui/tokens/token-list.h"

/* Asks for the entries of a request, makes its key and saves both. Emits "made" with the request
 * (SgnRequestItem), and closes. */
#define SGN_TYPE_REQUEST_DIALOG (sgn_request_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SgnRequestDialog, sgn_request_dialog, SGN, REQUEST_DIALOG, AdwWindow)

/* @tokens: on which the key may be made; @like (nullable): a certificate to be renewed, whose name
 * fills the form. (transfer none): GTK holds it until it is closed. */
GtkWidget *sgn_request_dialog_new (GtkWindow *parent, SgnTokenList *tokens, SgnCertificate *like);
