/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/catalog-index.h"
#include "core/io/digest.h"
#include "core/report.h"
#include "core/trust/revocation-lists.h"

typedef struct {
  SgnAnchors *anchors;   /* nobody is trusted when NULL */
  gint64 time;           /* counts as now; 0 = now */
  gboolean offline;      /* ask nobody over the network */
  GFile *content;        /* (nullable): what a signature in a file of its own is about */
  SgnCatalogs *catalogs; /* (nullable): speak for files too */
  SgnRevocationLists *revocation_lists; /* (nullable): beside those inside of signatures */
} SgnVerifyOptions;

/* Checks every signature of @input. Only cancelling is an error; everything else, also that the
 * file cannot be read, is the report. (transfer full) */
SgnReport *sgn_verify_input (SgnInput *input,
                             const char *name,
                             const SgnVerifyOptions *options,
                             GCancellable *cancellable,
                             GError **error);
SgnReport *sgn_verify_file (GFile *file,
                            const SgnVerifyOptions *options,
                            SgnProgressFunc progress,
                            gpointer user_data,
                            GCancellable *cancellable,
                            GError **error);
