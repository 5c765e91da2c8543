/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/certificates/chain-view.h"

/* Shows one certificate or the request for one: a heading, the most important facts, then its chain
 * and everything else. Empty at first; the caller adds the parts. */
#define SGN_TYPE_CERTIFICATE_VIEW (sgn_certificate_view_get_type ())
G_DECLARE_FINAL_TYPE (SgnCertificateView, sgn_certificate_view, SGN, CERTIFICATE_VIEW, GtkBox)

/* (transfer floating) */
GtkWidget *sgn_certificate_view_new (void);
void sgn_certificate_view_set_head (SgnCertificateView *self,
                                    const char *icon,
                                    const char *name,
                                    const char *status,
                                    SgnLook look);
/* Adds a button next to the heading. */
void sgn_certificate_view_add_button (SgnCertificateView *self, GtkWidget *button);
/* Adds nothing if @value is empty. */
void sgn_certificate_view_add_fact (SgnCertificateView *self, const char *title, const char *value);
void sgn_certificate_view_add_row (SgnCertificateView *self, GtkWidget *row);
/* Adds a widget below the most important facts. */
void sgn_certificate_view_add_group (SgnCertificateView *self, GtkWidget *group);
/* Adds the chain and the details of the link at @position of @links, which has a certificate. */
void sgn_certificate_view_set_links (SgnCertificateView *self, GPtrArray *links, guint position);
/* The view of its chain, whose signal "open" the caller handles. (transfer none) */
SgnChainView *sgn_certificate_view_get_chain (SgnCertificateView *self);
