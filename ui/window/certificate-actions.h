/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/base/pages.h"
#include "ui/window/run-control.h"

/* The actions "certificates.…": the pages of certificates, and files that contain new ones. */
#define SGN_TYPE_CERTIFICATE_ACTIONS (sgn_certificate_actions_get_type ())
G_DECLARE_FINAL_TYPE (SgnCertificateActions,
                      sgn_certificate_actions,
                      SGN,
                      CERTIFICATE_ACTIONS,
                      GObject)

/* The objects that the actions work with; each (transfer none). */
typedef struct {
  SgnPages *pages;
  SgnFileList *files; /* has the trusted roots */
  SgnIdentityList *identities;
  GListStore *requests; /* of SgnRequestItem */
  SgnTokenList *tokens;
  SgnRunControl *control;
} SgnCertificateModels;

/* No reference to @window is taken. (transfer full) */
SgnCertificateActions *sgn_certificate_actions_new (GtkWindow *window,
                                                    const SgnCertificateModels *models);
GActionGroup *sgn_certificate_actions_get_group (SgnCertificateActions *self); /* (transfer none) */
/* Opens @file, asking for a password if necessary, and chooses its certificate. */
void sgn_certificate_actions_add (SgnCertificateActions *self, GFile *file);
/* Opens @item, whose key is in a file, then resumes the run. */
void sgn_certificate_actions_open (SgnCertificateActions *self, SgnIdentityItem *item);
/* Chooses @item for signing; opens it first if necessary. */
void sgn_certificate_actions_choose (SgnCertificateActions *self, SgnIdentityItem *item);
/* The page of all certificates, with @item (SgnIdentityItem or SgnRequestItem, nullable) shown. */
void sgn_certificate_actions_show (SgnCertificateActions *self, gpointer item);
/* Goes from the details of that page to its list if there is only room for one; else returns FALSE.
 */
gboolean sgn_certificate_actions_go_back (SgnCertificateActions *self);
/* Adds the first certificate file among @files (of GFile). Returns the files to be listed.
 * (transfer full) */
GListModel *sgn_certificate_actions_take (SgnCertificateActions *self, GListModel *files);
