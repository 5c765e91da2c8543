/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/subject.h"

/* Real files that others signed, in the folder that SIGNET_CORPUS names. */

typedef struct {
  char *path; /* in the corpus */
  char *full;
  char *expected; /* the manifest's word for it */
} CorpusRow;

/* The same file before and after SignTool. */
typedef struct {
  char *before;
  char *after;
} CorpusPair;

/* Adds @test, of a CorpusRow, for each file of the manifest whose kind matches the pattern @kind;
 * one test that says so where there is no corpus. */
void corpus_add_rows (const char *prefix, const char *kind, GTestDataFunc test);

/* Adds @test, of a CorpusPair, for each file in @folder of the pairs. */
void
corpus_add_pairs (const char *prefix, const char *folder, const char *what, GTestDataFunc test);

/* NULL: @error is what the format says of the file; any other fault ends the test. */
SgnSubject *corpus_open (const char *full, GError **error);
SgnSubject *corpus_open_good (const char *full);
