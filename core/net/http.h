/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* One HTTP(S) exchange with limits on time and size; blocks the calling thread. Proxies come from
 * the desktop's settings. */
typedef struct {
  const char *method; /* "GET" or "POST" */
  const char *uri;
  const char *content_type;   /* of @body; NULL without one */
  GBytes *body;               /* (nullable) */
  gsize max_size;             /* of the answer, octets */
  guint connect_seconds;      /* 0: 10 */
  guint total_seconds;        /* 0: 30 */
  GTlsDatabase *tls_database; /* (nullable): instead of the system's */
} SgnHttpRequest;

/* The body of a 2xx answer. At most 5 redirects are followed, also for POST (307, 308), never from
 * https to http. Errors: SGN_ERROR_NETWORK, G_IO_ERROR_CANCELLED. (transfer full) */
GBytes *sgn_http_send (const SgnHttpRequest *request, GCancellable *cancellable, GError **error);
