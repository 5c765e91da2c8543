/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/trust/anchors.h"
#include "ui/identities/identity-list.h"
#include "ui/tokens/token-list.h"

/* All certificates one can sign with and all open requests: a list, and beside it everything about
 * the chosen one. */
#define SGN_TYPE_CERTIFICATES_PAGE (sgn_certificates_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnCertificatesPage, sgn_certificates_page, SGN, CERTIFICATES_PAGE, GtkBox)

/* @requests: of SgnRequestItem; @anchors (nullable): whom the person trusts. (transfer floating) */
GtkWidget *sgn_certificates_page_new (SgnIdentityList *identities,
                                      GListStore *requests,
                                      SgnAnchors *anchors,
                                      SgnTokenList *tokens);
/* Shows @item (SgnIdentityItem or SgnRequestItem). */
void sgn_certificates_page_select (SgnCertificatesPage *self, gpointer item);
/* From the details to the list, while there is room for one of them only; else FALSE. */
gboolean sgn_certificates_page_go_back (SgnCertificatesPage *self);
