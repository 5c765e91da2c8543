/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib-object.h>

/* A signal of @type that says no more than its @name and, unless it is G_TYPE_NONE, one
 * @parameter. */
guint sgn_signal_new (GType type, const char *name, GType parameter);
