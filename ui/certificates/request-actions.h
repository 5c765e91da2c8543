/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/certificates/shown-entry.h"

/* The actions for requests: ask for a certificate, copy or save the request, import the certificate
 * that was issued. */

void sgn_request_actions_add (SgnShownEntry *shown);
/* Shows the dialog for another request; @like (nullable): a certificate whose name fills the form.
 */
void sgn_request_actions_show_dialog (SgnShownEntry *shown, SgnCertificate *like);
