/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* A timestamp server, immutable. */
#define SGN_TYPE_TIMESTAMP_SERVER (sgn_timestamp_server_get_type ())
G_DECLARE_FINAL_TYPE (SgnTimestampServer, sgn_timestamp_server, SGN, TIMESTAMP_SERVER, GObject)

SgnTimestampServer *sgn_timestamp_server_new (const char *id,
                                              const char *name,
                                              const char *uri,
                                              guint min_interval_seconds);
const char *sgn_timestamp_server_get_id (SgnTimestampServer *self);
const char *sgn_timestamp_server_get_name (SgnTimestampServer *self); /* "DigiCert", or the host */
const char *sgn_timestamp_server_get_uri (SgnTimestampServer *self);
/* The same without a login or key in it, for showing and writing down. */
const char *sgn_timestamp_server_get_shown_uri (SgnTimestampServer *self);
guint sgn_timestamp_server_get_min_interval (SgnTimestampServer *self);
gboolean sgn_timestamp_server_is_default (SgnTimestampServer *self);

/* The shipped list, in order; a GListModel of SgnTimestampServer. @file NULL: the installed
 * timestamp-servers.json (or SIGNET_DATADIR while building). (transfer full) */
GListModel *sgn_timestamp_servers_load (GFile *file, GError **error);

/* The servers that `auto` means: those marked default. Of SgnTimestampServer. (transfer full) */
GPtrArray *sgn_timestamp_servers_get_default (void);

/* http or https with a host? Known, shipped addresses get their entry's name and interval; retired
 * addresses get their successor. NULL and FAILED for anything else. (transfer full) */
SgnTimestampServer *sgn_timestamp_server_for_uri (const char *uri, GError **error);
