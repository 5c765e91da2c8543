/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* What is known of an exchange, also when it failed. */
typedef struct {
  guint status;        /* of HTTP; 0: there was no answer */
  guint retry_seconds; /* the server asks not to come back before; 0: it does not say */
  gboolean silent;     /* a time limit struck */
  gboolean cut;        /* the connection ended before the answer did */
} SgnHttpAnswer;

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
  SgnHttpAnswer *answer;      /* (nullable): where to tell more */
} SgnHttpRequest;

/* The body of a 2xx answer. At most 5 redirects are followed, also for POST (307, 308), never from
 * https to http. Errors: SGN_ERROR_NETWORK, G_IO_ERROR_CANCELLED. (transfer full) */
GBytes *sgn_http_send (const SgnHttpRequest *request, GCancellable *cancellable, GError **error);

/* To be called before there are threads: many write “proxy.example:3128” into http_proxy and its
 * likes, where GLib takes nothing but an address with a scheme. */
void sgn_http_init (void);
