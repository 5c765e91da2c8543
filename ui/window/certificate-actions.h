/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/base/pages.h"
#include "ui/window/run-control.h"

/* The actions "certificates.…": the pages of certificates, and files that bring another one. */
#define SGN_TYPE_CERTIFICATE_ACTIONS (sgn_certificate_actions_get_type ())
G_DECLARE_FINAL_TYPE (SgnCertificateActions,
                      sgn_certificate_actions,
                      SGN,
                      CERTIFICATE_ACTIONS,
                      GObject)

/* What they work with; each (transfer none). */
typedef struct {
  SgnPages *pages;
  SgnFileList *files; /* whose anchors say whom the person trusts */
  SgnIdentityList *identities;
  GListStore *requests; /* of SgnRequestItem */
  SgnTokenList *tokens;
  SgnRunControl *control;
} SgnCertificateModels;

/* @window is not held. (transfer full) */
SgnCertificateActions *sgn_certificate_actions_new (GtkWindow *window,
                                                    const SgnCertificateModels *models);
GActionGroup *sgn_certificate_actions_get_group (SgnCertificateActions *self); /* (transfer none) */
/* Asks for what opens @file, and chooses its certificate. */
void sgn_certificate_actions_add (SgnCertificateActions *self, GFile *file);
/* Opens @item, whose key is in a file, and resumes the run then. */
void sgn_certificate_actions_open (SgnCertificateActions *self, SgnIdentityItem *item);
/* Signs with @item from now on; opens it first if need be. */
void sgn_certificate_actions_choose (SgnCertificateActions *self, SgnIdentityItem *item);
/* The page of all certificates, with @item (SgnIdentityItem or SgnRequestItem, nullable) shown. */
void sgn_certificate_actions_show (SgnCertificateActions *self, gpointer item);
/* From the details of that page to its list, where there is room for one only; else FALSE. */
gboolean sgn_certificate_actions_go_back (SgnCertificateActions *self);
/* Adds the first certificate file among @files (of GFile). Returns those to be listed. (transfer
 * full) */
GListModel *sgn_certificate_actions_take (SgnCertificateActions *self, GListModel *files);
