/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Keeps the end of this process from meeting a call into a PKCS #11 module. When the process ends,
 * the client library of p11-kit frees what threads may still be using, and then waits forever for a
 * lock in memory that is gone. */

/* Around each call, from any thread. Once the process is ending, a call of another thread does not
 * begin any more: that thread waits for the end. */
void sgn_exit_guard_begin (void);
void sgn_exit_guard_end (void);
