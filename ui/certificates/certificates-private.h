/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/certificates/certificates-page.h"

/* The parts of the page share this; nobody else includes it. */

struct _SgnCertificatesPage {
  GtkBox parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkWidget *none;
  GtkWidget *import_button;
  AdwLeaflet *panes;
  GtkWidget *list_pane;
  GtkWidget *details_pane;
  GtkListBox *rows;
  AdwWindowTitle *title;
  GtkMenuButton *more;
  AdwBin *place;
  GMenuModel *identity_menu;
  GMenuModel *request_menu;

  SgnIdentityList *identities;
  GListStore *requests;
  SgnAnchors *anchors;
  SgnTokenList *tokens;
  GtkSortListModel *entries;
  GObject *current; /* the entry whose details are shown */
};

/* Shows anew what is known of the entries. */
void sgn_certificates_page_refresh (SgnCertificatesPage *self);

void sgn_certificates_page_tell (SgnCertificatesPage *self, const char *text);

/* certificates-actions.c: what can be done with the entry that is shown. */
void sgn_certificates_actions_class_init (GtkWidgetClass *widget_class);
/* Which of it can be done now. */
void sgn_certificates_actions_update (SgnCertificatesPage *self);
/* The keyring is another program: what it says comes later, and what it keeps changes. */
void sgn_certificates_actions_look_for_password (SgnCertificatesPage *self);
