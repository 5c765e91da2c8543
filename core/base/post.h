/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Has @func called with @data when @context is next iterated (NULL: the default one), then
 * @destroy (nullable). Callable from any thread. g_main_context_invoke() would call it at once, in
 * the calling thread, while no thread owns the context. */
void sgn_post (GMainContext *context, GSourceFunc func, gpointer data, GDestroyNotify destroy);
