/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* How much a process gave up. */
typedef enum {
  SGN_CONFINED_NOT,     /* the kernel offers nothing of the kind */
  SGN_CONFINED_FILES,   /* opens no file for writing, changes no folder, starts no program */
  SGN_CONFINED_NETWORK, /* and connects to nobody over TCP */
} SgnConfined;

/* For a process that only reads: gives up, for good, what it does not need, so that a fault in a
 * parser is of little use to whoever made the file. What is open already stays open. Call it before
 * there are threads: it holds for this one and those it starts. */
SgnConfined sgn_confine_to_reading (void);
