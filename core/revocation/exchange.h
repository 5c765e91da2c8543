/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Questions to hosts, each asked once for all threads of a run. Thread-safe. */
typedef struct _SgnExchange SgnExchange;

/* Makes of the bytes of an answer what can be used; NULL when it cannot be believed. */
typedef gpointer (*SgnExchangeRead) (GBytes *answer, gpointer data);

typedef struct {
  const char *uri;
  GBytes *body; /* (nullable): nothing is sent, but asked for with GET */
  const char *content_type;
  gsize max_size; /* of the answer, in bytes */
  SgnExchangeRead read;
  gpointer data;
  GDestroyNotify free; /* of what @read returns */
} SgnQuestion;

SgnExchange *sgn_exchange_new (guint seconds) G_GNUC_WARN_UNUSED_RESULT;
void sgn_exchange_free (SgnExchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnExchange, sgn_exchange_free)

/* What @question was answered with, from memory, from the cache or from the network. (nullable): no
 * usable answer. (transfer none): it lives as long as @self. */
gpointer
sgn_exchange_ask (SgnExchange *self, const SgnQuestion *question, GCancellable *cancellable);
