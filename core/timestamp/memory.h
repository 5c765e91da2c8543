/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/timestamp/servers.h"

/* What one run has learnt about its servers. Thread-safe. */
typedef struct _SgnTimestampMemory SgnTimestampMemory;

SgnTimestampMemory *sgn_timestamp_memory_new (void) G_GNUC_WARN_UNUSED_RESULT;
SgnTimestampMemory *sgn_timestamp_memory_ref (SgnTimestampMemory *self) G_GNUC_WARN_UNUSED_RESULT;
void sgn_timestamp_memory_unref (SgnTimestampMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTimestampMemory, sgn_timestamp_memory_unref)

/* Seconds for which @server should be skipped because it did not answer for another file, or 0.
 * @self is (nullable). */
guint sgn_timestamp_memory_get_rest (SgnTimestampMemory *self, SgnTimestampServer *server);

/* Records whether @server answered or was @silent. @self is (nullable). */
void
sgn_timestamp_memory_note (SgnTimestampMemory *self, SgnTimestampServer *server, gboolean silent);
