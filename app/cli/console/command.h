/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* The exit status; stable. The largest one that applies is used. See signet-cli(1). */
typedef enum {
  SGN_EXIT_GOOD = 0,
  SGN_EXIT_FAILED = 1,       /* a file could not be processed or read */
  SGN_EXIT_USAGE = 2,        /* wrong usage */
  SGN_EXIT_NO_TIMESTAMP = 3, /* signed without the requested timestamp */
  SGN_EXIT_KEY = 4,          /* the key cannot be used */
  SGN_EXIT_EXPIRED = 5,      /* certificate not valid now */
  SGN_EXIT_UNSIGNED = 6,
  SGN_EXIT_UNTRUSTED = 7,
  SGN_EXIT_CHANGED = 8,
} SgnExit;

/* A subcommand. @run gets its name as argv[0]. */
typedef struct {
  const char *name;
  const char *summary; /* N_() */
  SgnExit (*run) (int argc, char **argv);
} SgnCommand;

extern const SgnCommand sgn_command_sign;
extern const SgnCommand sgn_command_verify;
extern const SgnCommand sgn_command_timestamp;
extern const SgnCommand sgn_command_remove;
extern const SgnCommand sgn_command_extract;
extern const SgnCommand sgn_command_attach;
extern const SgnCommand sgn_command_formats;
extern const SgnCommand sgn_command_catalog;
extern const SgnCommand sgn_command_tokens;
extern const SgnCommand sgn_command_request;
extern const SgnCommand sgn_command_join;
extern const SgnCommand sgn_command_test_certificate;
extern const SgnCommand sgn_command_convert;
extern const SgnCommand sgn_command_certificate;
extern const SgnCommand sgn_command_history;
extern const SgnCommand sgn_command_trust;
