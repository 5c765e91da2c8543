/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* timestamp-servers.json as it stands on disk. */
typedef struct {
  char *id;
  char *name;
  char *uri;
  guint min_interval; /* seconds */
  gboolean is_default;
} SgnServerEntry;

typedef struct {
  GPtrArray *entries;  /* of SgnServerEntry; those that speak RFC 3161 */
  GHashTable *retired; /* host: id of the successor */
} SgnServerList;

/* Every member must have its type; members that are not known are let be. Errors: FAILED.
 * (transfer full) */
SgnServerList *sgn_server_list_read (GFile *file, GError **error);
void sgn_server_list_free (SgnServerList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnServerList, sgn_server_list_free)
