/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* A timestamp server. Immutable; getters are (transfer none). */
#define SGN_TYPE_TIMESTAMP_SERVER (sgn_timestamp_server_get_type ())
G_DECLARE_FINAL_TYPE (SgnTimestampServer, sgn_timestamp_server, SGN, TIMESTAMP_SERVER, GObject)

SgnTimestampServer *sgn_timestamp_server_new (const char *id,
                                              const char *name,
                                              const char *uri,
                                              guint min_interval_seconds) G_GNUC_WARN_UNUSED_RESULT;
const char *sgn_timestamp_server_get_id (SgnTimestampServer *self);
const char *sgn_timestamp_server_get_name (SgnTimestampServer *self); /* "DigiCert", or the host */
const char *sgn_timestamp_server_get_uri (SgnTimestampServer *self);
/* The URI without credentials, for display and reports. */
const char *sgn_timestamp_server_get_shown_uri (SgnTimestampServer *self);
/* Seconds between two requests that the operator asks for; 0: any. */
guint sgn_timestamp_server_get_min_interval (SgnTimestampServer *self);
gboolean sgn_timestamp_server_is_default (SgnTimestampServer *self);

/* The shipped list in order, as a GListModel of SgnTimestampServer. @file NULL: the installed
 * timestamp-servers.json (in a build directory, the one in SIGNET_DATADIR). Errors: FAILED.
 * (transfer full) */
GListModel *sgn_timestamp_servers_load (GFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The servers used for `auto`, which are marked as default. Of SgnTimestampServer. (transfer
 * full) */
GPtrArray *sgn_timestamp_servers_get_default (void);

/* The server at an http or https address. Shipped addresses get the name and interval from the
 * list; retired addresses are replaced by their successor. Errors: FAILED. (transfer full) */
SgnTimestampServer *sgn_timestamp_server_for_uri (const char *uri,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
