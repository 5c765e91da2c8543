/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "tests/core/archive/zip/zip-fixture.h"

static void
assert_refused (const ZipSample *sample, int code, const char *reason)
{
  g_autoptr (SgnInput) input = zip_make_input (sample);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_zip_open (input, &error));
  g_assert_error (error, SGN_ERROR, code);
  g_assert_nonnull (strstr (error->message, reason));
}

static void
test_read (gconstpointer data)
{
  ZipSampleFlags flags = (ZipSampleFlags) GPOINTER_TO_UINT (data);
  g_autoptr (ZipSample) sample = zip_two_entries (flags);
  g_autoptr (SgnZip) zip = NULL;

  sample->zip64 = (flags & ZIP_SAMPLE_WIDE) != 0;
  sample->comment = "PK";
  zip = zip_open_sample (sample);
  g_assert_cmpuint (zip->entries->len, ==, 2);
  zip_assert_entry (zip, "one", "the first");
  zip_assert_entry (zip, "folder/two", "the second, the second");
  g_assert_null (sgn_zip_find (zip, "two"));
  zip_assert_finding (zip, SGN_N_FINDINGS, 0);
}

static void
test_empty (void)
{
  g_autoptr (ZipSample) sample = zip_sample_new ();
  g_autoptr (SgnZip) zip = zip_open_sample (sample);

  g_assert_cmpuint (zip->entries->len, ==, 0);
  zip_assert_finding (zip, SGN_N_FINDINGS, 0);
}

static void
test_names (void)
{
  static const char *const bad[] = { "/etc/passwd", "\\x",   "a/../../b", "..",
                                     "a\\..\\b",    "C:\\x", "c:x",       "../a" };
  static const char *const good[] = { "a..b", "...", "a/b..c", "a/.b" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (ZipSample) sample = zip_two_entries (0);

    zip_sample_add (sample, bad[i], "x", 0);
    assert_refused (sample, SGN_ERROR_FILE_DAMAGED, "leads out of the archive");
  }
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (ZipSample) sample = zip_two_entries (0);
    g_autoptr (SgnZip) zip = NULL;

    zip_sample_add (sample, good[i], "x", 0);
    zip = zip_open_sample (sample);
    zip_assert_entry (zip, good[i], "x");
  }
}

static void
test_long_name (void)
{
  g_autoptr (ZipSample) sample = zip_two_entries (0);
  g_autofree char *name = g_strnfill (5000, 'n');

  zip_sample_add (sample, name, "x", 0);
  assert_refused (sample, SGN_ERROR_FILE_DAMAGED, "too long");
}

static void
test_encrypted (void)
{
  g_autoptr (ZipSample) sample = zip_two_entries (0);

  zip_sample_add (sample, "secret", "x", ZIP_SAMPLE_ENCRYPTED);
  assert_refused (sample, SGN_ERROR_FORMAT_UNSUPPORTED, "“secret” is encrypted");
}

static void
test_several_disks (void)
{
  g_autoptr (ZipSample) sample = zip_two_entries (0);

  sample->disk = 1;
  assert_refused (sample, SGN_ERROR_FILE_DAMAGED, "several files");
}

static void
test_counts (void)
{
  for (gint64 error = -1; error <= 1; error += 2) {
    g_autoptr (ZipSample) sample = zip_two_entries (0);

    sample->count_error = error;
    assert_refused (sample, SGN_ERROR_FILE_DAMAGED, error < 0 ? "wrong size" : "");
  }
}

static void
test_duplicate (void)
{
  g_autoptr (ZipSample) sample = zip_two_entries (0);
  g_autoptr (SgnZip) zip = NULL;

  zip_sample_add (sample, "one", "the other", 0);
  zip = zip_open_sample (sample);
  zip_assert_finding (zip, SGN_FINDING_DUPLICATE_ENTRY, 0);
  zip_assert_entry (zip, "one", "the first");
}

static void
test_mismatch (gconstpointer data)
{
  g_autoptr (ZipSample) sample = zip_two_entries (0);
  g_autoptr (SgnZip) zip = NULL;

  zip_sample_add (sample, "odd", "content", (ZipSampleFlags) GPOINTER_TO_UINT (data));
  zip = zip_open_sample (sample);
  zip_assert_finding (zip, SGN_FINDING_ENTRY_MISMATCH, 0);
}

static void
test_gap (void)
{
  g_autoptr (ZipSample) sample = zip_two_entries (0);
  g_autoptr (SgnZip) zip = NULL;

  zip_sample_add (sample, "late", "content", ZIP_SAMPLE_GAP);
  zip = zip_open_sample (sample);
  zip_assert_finding (zip, SGN_FINDING_GAP_DATA, strlen ("somebody was here"));
}

static void
test_prefix (void)
{
  g_autoptr (ZipSample) sample = zip_sample_new ();
  g_autoptr (SgnZip) zip = NULL;

  zip_sample_add (sample, "late", "content", ZIP_SAMPLE_GAP);
  zip = zip_open_sample (sample);
  zip_assert_finding (zip, SGN_FINDING_GAP_DATA, strlen ("somebody was here"));
}

static void
test_tail (void)
{
  g_autoptr (ZipSample) sample = zip_two_entries (0);
  g_autoptr (SgnZip) zip = NULL;

  sample->tail = "behind the end";
  zip = zip_open_sample (sample);
  zip_assert_finding (zip, SGN_FINDING_TRAILING_DATA, strlen ("behind the end"));
}

static GBytes *
set_octet (GBytes *file, gsize offset, guint8 value)
{
  gsize size;
  guint8 *data = g_bytes_unref_to_data (g_bytes_ref (file), &size);

  g_assert_cmpuint (offset, <, size);
  data[offset] = value;
  return g_bytes_new_take (data, size);
}

/* Two entries of the directory that share one record. */
static void
test_overlap (void)
{
  g_autoptr (ZipSample) sample = zip_two_entries (0);
  g_autoptr (GBytes) file = zip_sample_build (sample);
  guint64 directory = zip_sample_find_directory (file);
  g_autoptr (GBytes) overlapped = set_octet (file, directory + 46 + 3 + 42, 0);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (overlapped);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_zip_open (input, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  g_assert_nonnull (strstr (error->message, "overlaps the next one"));
}

static void
assert_unreadable (GBytes *file, const char *name, const char *reason)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnZip) zip = zip_open_good (input);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_zip_read (zip, sgn_zip_find (zip, name), 1000000, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  g_assert_nonnull (strstr (error->message, reason));
}

/* The directory states less or far more than comes out. */
static void
test_sizes (void)
{
  g_autoptr (ZipSample) sample = zip_two_entries (0);
  g_autoptr (GBytes) file = zip_sample_build (sample);
  guint64 directory = zip_sample_find_directory (file);
  g_autoptr (GBytes) less = set_octet (file, directory + 24, 3);
  g_autoptr (GBytes) more = set_octet (file, directory + 24, 200);
  g_autoptr (GBytes) bomb = set_octet (file, directory + 26, 4);
  g_autoptr (GBytes) crc = set_octet (file, directory + 16, 0x77);

  assert_unreadable (less, "one", "larger than stated");
  assert_unreadable (more, "one", "damaged");
  assert_unreadable (bomb, "one", "impossible size");
  assert_unreadable (crc, "one", "damaged");
}

static void
test_limit (void)
{
  g_autoptr (ZipSample) sample = zip_two_entries (0);
  g_autoptr (SgnZip) zip = zip_open_sample (sample);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_zip_read (zip, sgn_zip_find (zip, "one"), 8, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
}

static gboolean
count_size (const guint8 *data, gsize size, gpointer user_data, GError **error)
{
  *(guint64 *) user_data += size;
  return TRUE;
}

/* Much comes in parts, and not a part less. */
static void
test_inflate (void)
{
  g_autoptr (ZipSample) sample = zip_sample_new ();
  g_autoptr (GBytes) text = zip_sample_text (3000000);
  g_autoptr (SgnZip) zip = NULL;
  g_autoptr (GError) error = NULL;

  zip_sample_add_bytes (sample, "deflated", text, 0);
  zip_sample_add_bytes (sample, "stored", text, ZIP_SAMPLE_STORED);
  zip = zip_open_sample (sample);
  for (guint i = 0; i < zip->entries->len; i++) {
    guint64 size = 0;

    g_assert_true (sgn_zip_inflate (zip, zip->entries->pdata[i], count_size, &size, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (size, ==, 3000000);
  }
}

static void
test_cut (void)
{
  g_autoptr (ZipSample) sample = zip_two_entries (ZIP_SAMPLE_WIDE | ZIP_SAMPLE_DESCRIPTOR_WIDE);
  g_autoptr (GBytes) file = NULL;
  gsize size;

  sample->zip64 = TRUE;
  file = zip_sample_build (sample);
  size = g_bytes_get_size (file);
  for (gsize length = 0; length < size; length++) {
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (file, 0, length);
    g_autoptr (SgnInput) input = sgn_input_new_for_bytes (cut);
    g_autoptr (GError) error = NULL;

    g_assert_null (sgn_zip_open (input, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  }
}

int
main (int argc, char **argv)
{
  static const ZipSampleFlags kinds[] = { 0,
                                          ZIP_SAMPLE_STORED,
                                          ZIP_SAMPLE_DESCRIPTOR,
                                          ZIP_SAMPLE_DESCRIPTOR_WIDE,
                                          ZIP_SAMPLE_WIDE | ZIP_SAMPLE_DESCRIPTOR_WIDE };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *read = g_strdup_printf ("/zip/read/%u", kinds[i]);

    g_test_add_data_func (read, GUINT_TO_POINTER (kinds[i]), test_read);
  }
  g_test_add_func ("/zip/empty", test_empty);
  g_test_add_func ("/zip/names", test_names);
  g_test_add_func ("/zip/long-name", test_long_name);
  g_test_add_func ("/zip/encrypted", test_encrypted);
  g_test_add_func ("/zip/several-disks", test_several_disks);
  g_test_add_func ("/zip/counts", test_counts);
  g_test_add_func ("/zip/duplicate", test_duplicate);
  g_test_add_data_func ("/zip/other-name", GUINT_TO_POINTER (ZIP_SAMPLE_OTHER_NAME), test_mismatch);
  g_test_add_data_func ("/zip/other-crc", GUINT_TO_POINTER (ZIP_SAMPLE_LIE), test_mismatch);
  g_test_add_func ("/zip/gap", test_gap);
  g_test_add_func ("/zip/prefix", test_prefix);
  g_test_add_func ("/zip/tail", test_tail);
  g_test_add_func ("/zip/overlap", test_overlap);
  g_test_add_func ("/zip/sizes", test_sizes);
  g_test_add_func ("/zip/limit", test_limit);
  g_test_add_func ("/zip/inflate", test_inflate);
  g_test_add_func ("/zip/cut", test_cut);
  return g_test_run ();
}
