/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/support/corpus.h"

/* Columns of the manifest. */
enum { PATH = 0, KIND = 3, EXPECTED = 10, N_COLUMNS };

static void
row_free (gpointer data)
{
  CorpusRow *self = data;

  g_free (self->path);
  g_free (self->full);
  g_free (self->expected);
  g_free (self);
}

static void
pair_free (gpointer data)
{
  CorpusPair *self = data;

  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

static const char *
get_corpus (void)
{
  const char *corpus = g_getenv ("SIGNET_CORPUS");

  return corpus != NULL ? corpus : "";
}

static void
test_absent (void)
{
  g_test_skip ("SIGNET_CORPUS names no folder with MANIFEST.tsv");
}

static void
add_row (const char *prefix, const char *kind, const char *line, GTestDataFunc test)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  g_autofree char *name = NULL;
  CorpusRow *row;

  if (g_strv_length (cells) < N_COLUMNS || !g_pattern_match_simple (kind, cells[KIND]))
    return;
  row = g_new0 (CorpusRow, 1);
  row->path = g_strdup (cells[PATH]);
  row->full = g_build_filename (get_corpus (), cells[PATH], NULL);
  row->expected = g_strdup (cells[EXPECTED]);
  name = g_strdup_printf ("/%s/corpus/%s", prefix, cells[PATH]);
  g_test_add_data_func_full (name, row, test, row_free);
}

void
corpus_add_rows (const char *prefix, const char *kind, GTestDataFunc test)
{
  g_autofree char *manifest = g_build_filename (get_corpus (), "MANIFEST.tsv", NULL);
  g_autofree char *absent = g_strdup_printf ("/%s/corpus", prefix);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (manifest, &text, NULL, NULL)) {
    g_test_add_func (absent, test_absent);
    return;
  }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    add_row (prefix, kind, lines[i], test);
}

void
corpus_add_pairs (const char *prefix, const char *folder, const char *what, GTestDataFunc test)
{
  g_autofree char *signed_folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  signed_folder = g_build_filename (get_corpus (), "signtool", "signed", folder, NULL);
  dir = g_dir_open (signed_folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_strdup_printf ("/%s/signtool/%s/%s", prefix, name, what);
    CorpusPair *pair = g_new0 (CorpusPair, 1);

    pair->before = g_build_filename (get_corpus (), "signtool", "unsigned", folder, name, NULL);
    pair->after = g_build_filename (signed_folder, name, NULL);
    g_test_add_data_func_full (path, pair, test, pair_free);
  }
}

SgnSubject *
corpus_open (const char *full, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (full);
  g_autoptr (GError) local = NULL;
  g_autoptr (SgnInput) input = sgn_input_new_for_file (file, &local);

  g_assert_no_error (local);
  return sgn_subject_open (input, error);
}

SgnSubject *
corpus_open_good (const char *full)
{
  g_autoptr (GError) error = NULL;
  SgnSubject *subject = corpus_open (full, &error);

  g_assert_no_error (error);
  return subject;
}
