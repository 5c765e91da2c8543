/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/identity/identity.h"

/* Explains how to make Windows trust a test certificate, and offers the files for it: the root
 * certificate and the certificate itself, without a key. */
#define SGN_TYPE_TRUST_HELP (sgn_trust_help_get_type ())
G_DECLARE_FINAL_TYPE (SgnTrustHelp, sgn_trust_help, SGN, TRUST_HELP, AdwWindow)

/* (transfer none): GTK holds it until it is closed. */
GtkWidget *sgn_trust_help_new (GtkWindow *parent, SgnIdentity *identity);
