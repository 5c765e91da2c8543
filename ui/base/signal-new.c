/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/signal-new.h"

guint
sgn_signal_new (GType type, const char *name, GType parameter)
{
  return g_signal_new (name,
                       type,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       parameter != G_TYPE_NONE ? 1 : 0,
                       parameter);
}
