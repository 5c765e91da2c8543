/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-damaged"

#include "config.h"

#include <time.h>

#include "tests/support/publisher.h"
#include "tests/support/samples.h"

/* Signed files with something wrong in them: they are read to their end or refused, quickly, and
 * nothing that a signature covers changes unnoticed. */

#define CUT_STEP       64
#define N_FLIPS        2000
#define N_CORPUS_FLIPS 60
#define CORPUS_MAX     (300 * 1024)
#define SECONDS_MAX    1.0

/* Of this thread alone: other programs want the processor too. */
static double
get_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static SgnVerdict
judge (Publisher *publisher, GBytes *bytes)
{
  double start = get_seconds ();
  g_autoptr (SgnReport) report = publisher_verify (publisher, bytes);

  g_assert_cmpfloat (get_seconds () - start, <, SECONDS_MAX);
  return report->verdict;
}

static GBytes *
flip (GBytes *bytes, gsize at, guint8 mask)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  guint8 *copy = g_memdup2 (data, size);

  copy[at] ^= mask;
  return g_bytes_new_take (copy, size);
}

static gboolean
is_excluded (const SgnSample *sample, gsize at)
{
  for (guint i = 0; i < SAMPLE_MAX_EXCLUDED; i++) {
    if (at >= sample->excluded[i].offset &&
        at - sample->excluded[i].offset < sample->excluded[i].length)
      return TRUE;
  }
  return FALSE;
}

/* Nothing of these calls the file intact. */
static gboolean
is_refused (SgnVerdict verdict)
{
  return verdict == SGN_VERDICT_CHANGED || verdict == SGN_VERDICT_UNREADABLE ||
         verdict == SGN_VERDICT_UNSIGNED;
}

static void
cut (Publisher *publisher, GBytes *bytes)
{
  gsize size = g_bytes_get_size (bytes);
  gsize step = MAX (CUT_STEP, size / 500 / CUT_STEP * CUT_STEP);

  for (gsize length = 0; length < size; length += step) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, length);

    g_assert_true (is_refused (judge (publisher, part)));
  }
}

static void
flip_some (Publisher *publisher, const SgnSample *sample, GBytes *bytes, guint count)
{
  gboolean is_pe = g_str_equal (sample->format, "pe");
  gsize plain = g_bytes_get_size (sample->bytes);

  for (guint i = 0; i < count; i++) {
    gsize at = (gsize) g_test_rand_int_range (0, (gint32) g_bytes_get_size (bytes));
    guint8 mask = (guint8) g_test_rand_int_range (1, 256);
    g_autoptr (GBytes) bad = flip (bytes, at, mask);
    SgnVerdict verdict = judge (publisher, bad);

    if (is_pe && at < plain && !is_excluded (sample, at) && !is_refused (verdict))
      g_error ("%s: octet %" G_GSIZE_FORMAT " changed by 0x%02x: %s",
               sample->name,
               at,
               mask,
               sgn_verdict_to_id (verdict));
  }
}

/* Kinds that only the name of a file tells, or that belong to one signer, have tests of their own.
 */
static gboolean
can_be_anybodys (const SgnSample *sample)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (sample->bytes);
  const SgnFormat *format = sgn_format_detect (input);

  return format != NULL && format->check_signer == NULL;
}

static void
test_samples (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GPtrArray) samples = sgn_samples_new ();

  for (guint i = 0; i < samples->len; i++) {
    const SgnSample *sample = samples->pdata[i];
    g_autoptr (GBytes) bytes = NULL;

    if (!sample->signable || !can_be_anybodys (sample))
      continue;
    publisher->file_name = sample->file_name;
    bytes = publisher_sign (publisher, sample->bytes);
    g_assert_cmpint (judge (publisher, bytes), ==, SGN_VERDICT_VALID);
    if (g_str_equal (sample->format, "pe"))
      cut (publisher, bytes);
    flip_some (publisher, sample, bytes, N_FLIPS / samples->len + 1);
  }
}

/* Real ones hold more than we put into ours. */
static void
damage_file (Publisher *publisher, const char *path)
{
  g_autofree char *content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  if (!g_file_get_contents (path, &content, &size, NULL) || size == 0 || size > CORPUS_MAX)
    return;
  bytes = g_bytes_new_take (g_steal_pointer (&content), size);
  for (guint i = 0; i < N_CORPUS_FLIPS; i++) {
    gsize at = (gsize) g_test_rand_int_range (0, (gint32) size);
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, at);
    g_autoptr (GBytes) bad = flip (bytes, at, (guint8) g_test_rand_int_range (1, 256));

    judge (publisher, part);
    judge (publisher, bad);
  }
}

static guint
damage_folder (Publisher *publisher, const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    damage_file (publisher, file);
    count++;
  }
  g_clear_pointer (&dir, g_dir_close);
  return count;
}

static void
test_corpus (void)
{
  static const char *const folders[] = { "pe-valid", "pe-odd", "pe-tampered" };
  g_autoptr (Publisher) publisher = publisher_new ();
  const char *corpus = g_getenv ("SIGNET_CORPUS");
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (folders) && corpus != NULL; i++) {
    g_autofree char *path = g_build_filename (corpus, folders[i], NULL);

    count += damage_folder (publisher, path);
  }
  if (count == 0)
    g_test_skip ("the corpus is not there");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/damaged/samples", test_samples);
  g_test_add_func ("/damaged/corpus", test_corpus);
  return g_test_run ();
}
