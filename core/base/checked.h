/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Whether [offset, offset + length) is inside [0, total). */
static inline gboolean
sgn_range_fits (guint64 offset, guint64 length, guint64 total)
{
  return offset <= total && length <= total - offset;
}

static inline gboolean
sgn_is_zero (const guint8 *data, gsize size)
{
  for (gsize i = 0; i < size; i++)
    if (data[i] != 0)
      return FALSE;
  return TRUE;
}

/* Rounds up to a multiple of @step, a power of two; FALSE on overflow. */
static inline gboolean
sgn_round_up (guint64 value, guint64 step, guint64 *ret)
{
  if (!g_uint64_checked_add (ret, value, step - 1))
    return FALSE;
  *ret &= ~(step - 1);
  return TRUE;
}
