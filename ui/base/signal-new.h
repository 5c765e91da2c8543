/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib-object.h>

/* Adds a signal to @type with the given @name and one @parameter, or none for G_TYPE_NONE. */
guint sgn_signal_new (GType type, const char *name, GType parameter);
