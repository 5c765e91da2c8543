/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/certificates/chain-view.h"

/* What there is to say about one certificate, or about the request for one: a head, what matters
 * most, then its chain and everything else. Empty at first; whatever shows it adds the parts. */
#define SGN_TYPE_CERTIFICATE_VIEW (sgn_certificate_view_get_type ())
G_DECLARE_FINAL_TYPE (SgnCertificateView, sgn_certificate_view, SGN, CERTIFICATE_VIEW, GtkBox)

/* (transfer floating) */
GtkWidget *sgn_certificate_view_new (void);
void sgn_certificate_view_set_head (SgnCertificateView *self,
                                    const char *icon,
                                    const char *name,
                                    const char *status,
                                    SgnLook look);
/* Beside the head. */
void sgn_certificate_view_add_button (SgnCertificateView *self, GtkWidget *button);
/* Nothing for an empty @value. */
void sgn_certificate_view_add_fact (SgnCertificateView *self, const char *title, const char *value);
void sgn_certificate_view_add_row (SgnCertificateView *self, GtkWidget *row);
/* Below what matters most. */
void sgn_certificate_view_add_group (SgnCertificateView *self, GtkWidget *group);
/* The chain and the details of the link at @position of @links, which has a certificate. */
void sgn_certificate_view_set_links (SgnCertificateView *self, GPtrArray *links, guint position);
/* The drawing of its chain, so that somebody opens what is clicked there. (transfer none) */
SgnChainView *sgn_certificate_view_get_chain (SgnCertificateView *self);
