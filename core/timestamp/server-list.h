/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* The contents of timestamp-servers.json. */
typedef struct {
  char *id;
  char *name;
  char *uri;
  guint min_interval; /* seconds */
  gboolean is_default;
} SgnServerEntry;

typedef struct {
  GPtrArray *entries;  /* of SgnServerEntry; only servers that support RFC 3161 */
  GHashTable *retired; /* host to id of the successor */
} SgnServerList;

/* Members must have the right type; unknown members are ignored. Errors: FAILED. (transfer full) */
SgnServerList *sgn_server_list_read (GFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_server_list_free (SgnServerList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnServerList, sgn_server_list_free)
