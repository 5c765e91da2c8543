/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <dlfcn.h>

/* Declares @next: the function of that @name in the libraries behind the program. */
#define NEXT(name)                                                                                 \
  static __typeof__ (&(name)) next;                                                                \
  if (next == NULL)                                                                                \
  next = (__typeof__ (next)) dlsym (RTLD_NEXT, #name)
