/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* The rights that a process gave up. */
typedef enum {
  SGN_CONFINED_NOT,     /* none: the kernel does not support it */
  SGN_CONFINED_FILES,   /* cannot open files for writing, change folders or start programs */
  SGN_CONFINED_NETWORK, /* the same, and cannot use TCP */
} SgnConfined;

/* For a process that only reads: permanently gives up rights that it does not need, so that a fault
 * in a parser is of little use to an attacker. Open files stay open. @writable (nullable): folders
 * for a process that also asks over the network, NULL-terminated; files in them can be replaced,
 * and TCP can be used. Folders that are missing are made. Call this before any thread is started:
 * it applies to the calling thread and those it starts. */
SgnConfined sgn_confine_to_reading (const char *const *writable);
