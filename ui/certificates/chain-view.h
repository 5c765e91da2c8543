/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/certificates/chain-link.h"

/* A chain from a certificate to the root, one card for each certificate. Emits "open" (GtkWidget
 * *card, GPtrArray *links, guint position) when a card is clicked; handled by
 * sgn_certificate_page_follow(). */
#define SGN_TYPE_CHAIN_VIEW (sgn_chain_view_get_type ())
G_DECLARE_FINAL_TYPE (SgnChainView, sgn_chain_view, SGN, CHAIN_VIEW, GtkBox)

/* (transfer floating) */
GtkWidget *sgn_chain_view_new (void);
/* Shows @links (of SgnChainLink, transfer none; not changed afterwards) from the one at @first on,
 * which opens nothing if it @is_here. */
void sgn_chain_view_set_links (SgnChainView *self, GPtrArray *links, guint first, gboolean is_here);
