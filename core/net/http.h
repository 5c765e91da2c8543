/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Details of an exchange, also of one that failed. */
typedef struct {
  guint status;        /* HTTP status; 0: no answer */
  guint retry_seconds; /* seconds of Retry-After; 0: none */
  gboolean silent;     /* a time limit was exceeded */
  gboolean cut;        /* the connection closed before the end of the answer */
} SgnHttpAnswer;

/* One HTTP(S) exchange with limits on time and size. It blocks the calling thread. The proxy
 * settings of the desktop apply. */
typedef struct {
  const char *method; /* "GET" or "POST" */
  const char *uri;
  const char *content_type;   /* of @body; NULL if there is none */
  GBytes *body;               /* (nullable) */
  gsize max_size;             /* of the answer, in bytes */
  guint connect_seconds;      /* 0: 10 */
  guint total_seconds;        /* 0: 30 */
  GTlsDatabase *tls_database; /* (nullable): used instead of the system's */
  SgnHttpAnswer *answer;      /* (nullable): receives details */
} SgnHttpRequest;

/* Returns the body of a 2xx answer. Follows at most 5 redirects, also for POST (307, 308), but
 * never from https to http. Errors: SGN_ERROR_NETWORK, G_IO_ERROR_CANCELLED. (transfer full) */
GBytes *sgn_http_send (const SgnHttpRequest *request,
                       GCancellable *cancellable,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Call this before any thread is started: adds the missing scheme to http_proxy and similar
 * variables, since many users write “proxy.example:3128” but GLib requires a scheme. */
void sgn_http_init (void);
