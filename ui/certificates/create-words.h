/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

typedef enum {
  SGN_CREATE_READY,
  SGN_CREATE_INCOMPLETE, /* something is not filled in yet */
  SGN_CREATE_DIFFERENT,  /* the passwords differ */
} SgnCreateState;

SgnCreateState sgn_create_get_state (const char *name, const char *password, const char *again);
/* The suggested file name. (transfer full) */
char *sgn_create_dup_file_name (const char *name);
/* The file for the root certificate of @pfx. (transfer full) */
GFile *sgn_create_get_root_file (GFile *pfx);
