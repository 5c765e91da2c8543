/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/error.h"
#include "core/io/output.h"
#include "core/io/patch.h"

/* A file of ten octets in a folder of its own. */
typedef struct {
  char *folder;
  char *path;
  GFile *file;
} OutputFixture;

typedef void (*OutputTest) (OutputFixture *self, gconstpointer data);

/* Adds the test once for each way to write a file before it has its name. */
void output_add (const char *name, OutputTest test);

void output_assert_count (OutputFixture *self, guint expected);
void output_assert_content (OutputFixture *self, const char *name, const char *expected);

/* Keeps what was there, with this suffix. (transfer none) */
const SgnOutputOptions *output_backup (const char *suffix);

/* The file with "ab" for its third and fourth octet and "XYZ" at its end. (transfer full) */
SgnInput *output_open_view (OutputFixture *self);
#define PATCHED "01ab456789XYZ"
