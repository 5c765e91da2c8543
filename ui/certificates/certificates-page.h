/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/trust/anchors.h"
#include "ui/identities/identity-list.h"
#include "ui/tokens/token-list.h"

/* All certificates for signing and all open requests: a list, and next to it everything about the
 * selected one. */
#define SGN_TYPE_CERTIFICATES_PAGE (sgn_certificates_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnCertificatesPage, sgn_certificates_page, SGN, CERTIFICATES_PAGE, GtkBox)

/* @requests: of SgnRequestItem; @anchors (nullable): the trusted roots. (transfer floating) */
GtkWidget *sgn_certificates_page_new (SgnIdentityList *identities,
                                      GListStore *requests,
                                      SgnAnchors *anchors,
                                      SgnTokenList *tokens);
/* Shows @item (SgnIdentityItem or SgnRequestItem). */
void sgn_certificates_page_select (SgnCertificatesPage *self, gpointer item);
/* Goes from the details to the list if there is only room for one of them; else returns FALSE. */
gboolean sgn_certificates_page_go_back (SgnCertificatesPage *self);
