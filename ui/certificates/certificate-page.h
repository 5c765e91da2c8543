/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/certificates/chain-view.h"

/* One certificate: what matters first, then its chain, then everything else. */
#define SGN_TYPE_CERTIFICATE_PAGE (sgn_certificate_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnCertificatePage, sgn_certificate_page, SGN, CERTIFICATE_PAGE, GtkBox)

/* The page for the link at @position of @links (of SgnChainLink, transfer none), which has a
 * certificate. */
GtkWidget *sgn_certificate_page_new (GPtrArray *links, guint position);
/* Makes each card of @chain open the page of its certificate. Call once for each @chain. */
void sgn_certificate_page_follow (SgnChainView *chain);
