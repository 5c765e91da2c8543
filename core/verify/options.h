/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/catalog/index.h"
#include "core/trust/anchors.h"
#include "core/trust/revocation-lists.h"

/* What files are judged by; immutable once given to a verification, and shared by its threads. The
 * options of one synchronous call may as well stand on the stack of the caller. */
typedef struct {
  SgnAnchors *anchors;   /* nobody is trusted when NULL */
  gint64 time;           /* counts as now; 0 = now */
  GFile *content;        /* (nullable): what a signature in a file of its own is about */
  SgnCatalogs *catalogs; /* (nullable): speak for files too */
  SgnRevocationLists *revocation_lists; /* (nullable): beside those inside of signatures */
} SgnVerifyOptions;

SgnVerifyOptions *sgn_verify_options_new (SgnAnchors *anchors);
/* The same with other catalogs (nullable). (transfer full) */
SgnVerifyOptions *sgn_verify_options_with_catalogs (const SgnVerifyOptions *self,
                                                    SgnCatalogs *catalogs);
SgnVerifyOptions *sgn_verify_options_ref (SgnVerifyOptions *self);
void sgn_verify_options_unref (SgnVerifyOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnVerifyOptions, sgn_verify_options_unref)
