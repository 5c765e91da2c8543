/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-damaged"

#include "config.h"

#include "core/format/subject.h"
#include "tests/support/coverage.h"
#include "tests/support/publisher.h"
#include "tests/support/samples.h"

/* Signed files with something wrong in them: they are read to their end or refused, quickly, and
 * nothing that a signature covers changes unnoticed. */

#define CUT_STEP       64
#define N_FLIPS        2000 /* of all samples; in a thorough run (-m slow) 2000 of each */
#define N_FLIPS_SLOW   2000
#define N_CORPUS_FLIPS 60
#define CORPUS_MAX     (300 * 1024)

static guint n_samples; /* that can be signed */

static GBytes *
flip (GBytes *bytes, gsize at, guint8 mask)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  guint8 *copy = g_memdup2 (data, size);

  copy[at] ^= mask;
  return g_bytes_new_take (copy, size);
}

/* Nothing of these calls the file intact. */
static gboolean
is_refused (SgnVerdict verdict)
{
  return verdict == SGN_VERDICT_CHANGED || verdict == SGN_VERDICT_UNREADABLE ||
         verdict == SGN_VERDICT_UNSIGNED;
}

static gboolean
is_filling_from (GBytes *bytes, gsize offset)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize at = offset; at < size; at++)
    if (data[at] != '\0' && !g_ascii_isspace (data[at]))
      return FALSE;
  return TRUE;
}

/* What cuts through a signed file leave of it is never valid, unless nothing but the filling of a
 * last sector or the end of a last line is missing. */
static void
cut (Publisher *publisher, GBytes *bytes)
{
  gsize size = g_bytes_get_size (bytes);
  gsize step = MAX (CUT_STEP, size / 30 / CUT_STEP * CUT_STEP);

  for (gsize length = 0; length < size; length += step) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, length);

    if (publisher_judge (publisher, part) == SGN_VERDICT_VALID && !is_filling_from (bytes, length))
      g_error ("valid when cut after %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT, length, size);
  }
}

/* The file without its signature; NULL where taking it away does not lead back to the octets that
 * were signed. */
static GBytes *
strip (Publisher *publisher, GBytes *bytes)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (SgnSubject) subject = NULL;
  g_autoptr (SgnPatch) patch = NULL;
  g_autoptr (SgnInput) view = NULL;

  sgn_input_set_name (input, publisher->file_name);
  subject = sgn_subject_open (input, NULL);
  if (subject == NULL || (sgn_subject_get_caps (subject) & SGN_FORMAT_REMOVE_IDENTICAL) == 0)
    return NULL;
  patch = subject->format->put_signatures (subject->self, none, NULL);
  view = patch != NULL ? sgn_input_new_patched (input, patch, NULL) : NULL;
  return view != NULL ? sgn_sample_read (view) : NULL;
}

/* Is it the same file under another or the same signature, apart from what no signature covers? */
static gboolean
is_same_file (const SgnSample *sample, GBytes *a, GBytes *b)
{
  gsize size, other_size;
  const guint8 *first, *second;

  if (a == NULL || b == NULL)
    return FALSE;
  first = g_bytes_get_data (a, &size);
  second = g_bytes_get_data (b, &other_size);
  if (size != other_size)
    return FALSE;
  for (gsize at = 0; at < size; at++)
    if (first[at] != second[at] && !coverage_is_excluded (sample, at))
      return FALSE;
  return TRUE;
}

/* The signed file of a sample, and what is known of it. */
typedef struct {
  const SgnSample *sample;
  GBytes *bytes;
  GBytes *stripped; /* (nullable): without the signature */
  GBytes *covered;  /* (nullable): see coverage.h */
} Original;

static gboolean
is_covered_octet (const Original *self, gsize at)
{
  return at < g_bytes_get_size (self->sample->bytes) && !coverage_is_excluded (self->sample, at);
}

/* Whether @bad, which is said to be valid, says the same as the original all the same. */
static gboolean
is_unchanged (const Original *self, Publisher *publisher, gsize at, GBytes *bad)
{
  g_autoptr (GBytes) covered = NULL;
  g_autoptr (GBytes) left = NULL;

  if (self->covered != NULL) {
    covered = coverage_collect (self->sample, bad);
    return covered != NULL && g_bytes_equal (covered, self->covered);
  }
  if (self->stripped == NULL || coverage_is_excluded (self->sample, at))
    return TRUE;
  left = strip (publisher, bad);
  return is_same_file (self->sample, self->stripped, left);
}

static void
flip_some (const Original *self, Publisher *publisher, guint count)
{
  const SgnSample *sample = self->sample;
  gboolean is_pe = g_str_equal (sample->format, "pe");

  for (guint i = 0; i < count; i++) {
    gsize at = (gsize) g_test_rand_int_range (0, (gint32) g_bytes_get_size (self->bytes));
    guint8 mask = (guint8) g_test_rand_int_range (1, 256);
    g_autoptr (GBytes) bad = flip (self->bytes, at, mask);
    SgnVerdict verdict = publisher_judge (publisher, bad);

    if ((is_pe && is_covered_octet (self, at) && !is_refused (verdict)) ||
        (verdict == SGN_VERDICT_VALID &&
         (is_covered_octet (self, at) || !is_unchanged (self, publisher, at, bad))))
      g_error ("%s %s: octet %" G_GSIZE_FORMAT " changed by 0x%02x: %s",
               sample->format,
               sample->name,
               at,
               mask,
               sgn_verdict_to_id (verdict));
  }
}

/* A program's octets are all covered; the others are little more than what is signed. */
static gboolean
has_no_rules (const char *format)
{
  return g_str_equal (format, "pe") || g_str_equal (format, "rdp");
}

static void
test_sample (gconstpointer data)
{
  const SgnSample *sample = data;
  g_autoptr (Publisher) publisher = publisher_new_welcome ();
  g_autoptr (GBytes) bytes = NULL;
  Original original;

  publisher->file_name = sample->file_name;
  bytes = publisher_sign (publisher, sample->bytes);
  g_assert_cmpint (publisher_judge (publisher, bytes), ==, SGN_VERDICT_VALID);
  cut (publisher, bytes);
  original = (Original){ sample,
                         bytes,
                         strip (publisher, bytes),
                         coverage_collect (sample, bytes) };
  g_assert_true (original.stripped != NULL || original.covered != NULL ||
                 has_no_rules (sample->format));
  flip_some (&original, publisher, g_test_slow () ? N_FLIPS_SLOW : N_FLIPS / n_samples + 1);
  g_clear_pointer (&original.stripped, g_bytes_unref);
  g_clear_pointer (&original.covered, g_bytes_unref);
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

    publisher_judge (publisher, part);
    publisher_judge (publisher, bad);
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
  g_autoptr (GPtrArray) samples = NULL;

  g_test_init (&argc, &argv, NULL);
  samples = sgn_samples_new ();
  for (guint i = 0; i < samples->len; i++) {
    const SgnSample *sample = samples->pdata[i];
    g_autofree char *path = g_strdup_printf ("/damaged/%s/%s", sample->format, sample->name);

    n_samples += sample->signable;
    if (sample->signable)
      g_test_add_data_func (path, sample, test_sample);
  }
  g_test_add_func ("/damaged/corpus", test_corpus);
  return g_test_run ();
}
