/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust/windows/root-list.h"

struct _SgnRootList {
  gatomicrefcount refs;
  gint64 date;
  GBytes *sequence;
  const SgnListedRoot *roots; /* ordered by sha256 */
  guint size;
  const char *names;
  GArray *own_roots;  /* (nullable): owns @roots */
  GString *own_names; /* (nullable): owns @names */
};
