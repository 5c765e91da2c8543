/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/identities/identity-list.h"
#include "ui/tokens/token-list.h"

/* The popover over the bar for choosing the certificate to sign with. Emits "chosen" with the item.
 */
#define SGN_TYPE_CERTIFICATE_CHOOSER (sgn_certificate_chooser_get_type ())
G_DECLARE_FINAL_TYPE (SgnCertificateChooser,
                      sgn_certificate_chooser,
                      SGN,
                      CERTIFICATE_CHOOSER,
                      GtkPopover)

void sgn_certificate_chooser_set_list (SgnCertificateChooser *self, SgnIdentityList *list);
void sgn_certificate_chooser_set_tokens (SgnCertificateChooser *self, SgnTokenList *tokens);
