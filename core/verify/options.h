/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/catalog/index.h"
#include "core/revocation/authorities.h"
#include "core/revocation/lists.h"
#include "core/trust/anchors.h"

/* How files are verified. Immutable once used for a verification, so that threads can share it.
 * Reference-counted; for a single synchronous call it may also be on the stack. */
typedef struct {
  SgnAnchors *anchors;   /* (nullable): without it nobody is trusted */
  gint64 time;           /* used as now, in seconds since the Unix epoch; 0: the current time */
  GFile *content;        /* (nullable): the file that a detached signature signs */
  SgnCatalogs *catalogs; /* (nullable): catalogs that may list the files */
  /* (nullable): in addition to those embedded in signatures */
  SgnRevocationLists *revocation_lists;
  SgnAuthorities *authorities; /* (nullable): nobody is asked over the network */
} SgnVerifyOptions;

/* @anchors is (nullable) and referenced. (transfer full) */
SgnVerifyOptions *sgn_verify_options_new (SgnAnchors *anchors) G_GNUC_WARN_UNUSED_RESULT;
/* A copy with other catalogs (nullable). (transfer full) */
SgnVerifyOptions *
sgn_verify_options_with_catalogs (const SgnVerifyOptions *self,
                                  SgnCatalogs *catalogs) G_GNUC_WARN_UNUSED_RESULT;
SgnVerifyOptions *sgn_verify_options_ref (SgnVerifyOptions *self);
void sgn_verify_options_unref (SgnVerifyOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnVerifyOptions, sgn_verify_options_unref)
