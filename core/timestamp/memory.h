/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/timestamp/servers.h"

/* What the files of one run have learnt about their servers. Usable from several threads. */
typedef struct _SgnTimestampMemory SgnTimestampMemory;

SgnTimestampMemory *sgn_timestamp_memory_new (void);
SgnTimestampMemory *sgn_timestamp_memory_ref (SgnTimestampMemory *self);
void sgn_timestamp_memory_unref (SgnTimestampMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTimestampMemory, sgn_timestamp_memory_unref)

/* The seconds for which @server need not be asked, because it kept another file waiting in vain;
 * 0: it may answer. @self is (nullable). */
guint sgn_timestamp_memory_get_rest (SgnTimestampMemory *self, SgnTimestampServer *server);

/* It kept somebody waiting, or it answered. @self is (nullable). */
void
sgn_timestamp_memory_note (SgnTimestampMemory *self, SgnTimestampServer *server, gboolean silent);
