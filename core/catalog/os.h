/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Windows versions in the two notations that catalogs use. */
typedef struct {
  char *versions; /* OSAttr: "2:10.0,2:6.3" */
  char *targets;  /* OS, used for drivers: "_v100_X64,_v63"; (nullable) */
} SgnCatalogOs;

/* Parses a list of version numbers (10.0 or 2:10.0), Inf2Cat names (10_X64) or plain names
 * (windows10-x64). FALSE if @text is invalid. Clear @ret afterwards. */
gboolean sgn_catalog_os_parse (const char *text, SgnCatalogOs *ret);
void sgn_catalog_os_clear (SgnCatalogOs *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnCatalogOs, sgn_catalog_os_clear)
