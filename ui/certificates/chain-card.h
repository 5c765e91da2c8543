/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/certificates/chain-link.h"

/* Contents of the card for one certificate. */
#define SGN_TYPE_CHAIN_CARD (sgn_chain_card_get_type ())
G_DECLARE_FINAL_TYPE (SgnChainCard, sgn_chain_card, SGN, CHAIN_CARD, GtkBox)

/* (transfer floating) */
GtkWidget *sgn_chain_card_new (const SgnChainLink *link, gboolean opens);
