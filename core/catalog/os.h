/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Versions of Windows, as a catalog names them in two ways. */
typedef struct {
  char *versions; /* "2:10.0,2:6.3": OSAttr */
  char *targets;  /* (nullable) "_v100_X64,_v63": OS, which drivers have */
} SgnCatalogOs;

/* Of @text, a list of numbers (10.0 or 2:10.0), of names as Inf2Cat has them (10_X64), or of plain
 * ones (windows10-x64). FALSE: it is none. */
gboolean sgn_catalog_os_parse (const char *text, SgnCatalogOs *ret);
void sgn_catalog_os_clear (SgnCatalogOs *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnCatalogOs, sgn_catalog_os_clear)
