/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/archive/zip-writer.h"
#include "core/base/error.h"
#include "tests/support/zip-sample.h"

static SgnInput *
make_input (const ZipSample *sample)
{
  g_autoptr (GBytes) bytes = zip_sample_build (sample);

  return sgn_input_new_for_bytes (bytes);
}

static SgnZip *
open_good (SgnInput *input)
{
  g_autoptr (GError) error = NULL;
  SgnZip *zip = sgn_zip_open (input, &error);

  g_assert_no_error (error);
  return zip;
}

static SgnZip *
open_sample (const ZipSample *sample)
{
  g_autoptr (SgnInput) input = make_input (sample);

  return open_good (input);
}

static void
assert_refused (const ZipSample *sample, int code, const char *reason)
{
  g_autoptr (SgnInput) input = make_input (sample);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_zip_open (input, &error));
  g_assert_error (error, SGN_ERROR, code);
  g_assert_nonnull (strstr (error->message, reason));
}

static void
assert_entry (const SgnZip *zip, const char *name, const char *content)
{
  const SgnZipEntry *entry = sgn_zip_find (zip, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_nonnull (entry);
  bytes = sgn_zip_read (zip, entry, 1024, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   content,
                   strlen (content));
}

/* Exactly the one finding, or none where @code is SGN_N_FINDINGS. */
static void
assert_finding (const SgnZip *zip, SgnFindingCode code, guint64 size)
{
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  const SgnFinding *finding;
  g_autoptr (GError) error = NULL;

  sgn_zip_find_anomalies (zip, SGN_SEVERITY_ADDED, findings);
  g_assert_cmpuint (findings->len, ==, code == SGN_N_FINDINGS ? 0 : 1);
  g_assert_cmpint (sgn_zip_check_signable (zip, &error), ==, code == SGN_N_FINDINGS);
  if (code == SGN_N_FINDINGS)
    return;
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
  finding = findings->pdata[0];
  g_assert_cmpint (finding->code, ==, code);
  g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_ADDED);
  if (size > 0)
    g_assert_cmpuint (finding->size, ==, size);
}

static ZipSample *
two_entries (ZipSampleFlags flags)
{
  ZipSample *sample = zip_sample_new ();

  zip_sample_add (sample, "one", "the first", flags);
  zip_sample_add (sample, "folder/two", "the second, the second", flags);
  return sample;
}

static void
test_read (gconstpointer data)
{
  ZipSampleFlags flags = (ZipSampleFlags) GPOINTER_TO_UINT (data);
  g_autoptr (ZipSample) sample = two_entries (flags);
  g_autoptr (SgnZip) zip = NULL;

  sample->zip64 = (flags & ZIP_SAMPLE_WIDE) != 0;
  sample->comment = "PK";
  zip = open_sample (sample);
  g_assert_cmpuint (zip->entries->len, ==, 2);
  assert_entry (zip, "one", "the first");
  assert_entry (zip, "folder/two", "the second, the second");
  g_assert_null (sgn_zip_find (zip, "two"));
  assert_finding (zip, SGN_N_FINDINGS, 0);
}

static void
test_empty (void)
{
  g_autoptr (ZipSample) sample = zip_sample_new ();
  g_autoptr (SgnZip) zip = open_sample (sample);

  g_assert_cmpuint (zip->entries->len, ==, 0);
  assert_finding (zip, SGN_N_FINDINGS, 0);
}

static void
test_names (void)
{
  static const char *const bad[] = { "/etc/passwd", "\\x",   "a/../../b", "..",
                                     "a\\..\\b",    "C:\\x", "c:x",       "../a" };
  static const char *const good[] = { "a..b", "...", "a/b..c", "a/.b" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (ZipSample) sample = two_entries (0);

    zip_sample_add (sample, bad[i], "x", 0);
    assert_refused (sample, SGN_ERROR_FILE_DAMAGED, "leads out of the archive");
  }
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (ZipSample) sample = two_entries (0);
    g_autoptr (SgnZip) zip = NULL;

    zip_sample_add (sample, good[i], "x", 0);
    zip = open_sample (sample);
    assert_entry (zip, good[i], "x");
  }
}

static void
test_long_name (void)
{
  g_autoptr (ZipSample) sample = two_entries (0);
  g_autofree char *name = g_strnfill (5000, 'n');

  zip_sample_add (sample, name, "x", 0);
  assert_refused (sample, SGN_ERROR_FILE_DAMAGED, "too long");
}

static void
test_encrypted (void)
{
  g_autoptr (ZipSample) sample = two_entries (0);

  zip_sample_add (sample, "secret", "x", ZIP_SAMPLE_ENCRYPTED);
  assert_refused (sample, SGN_ERROR_FORMAT_UNSUPPORTED, "“secret” is encrypted");
}

static void
test_several_disks (void)
{
  g_autoptr (ZipSample) sample = two_entries (0);

  sample->disk = 1;
  assert_refused (sample, SGN_ERROR_FILE_DAMAGED, "several files");
}

static void
test_counts (void)
{
  for (gint64 error = -1; error <= 1; error += 2) {
    g_autoptr (ZipSample) sample = two_entries (0);

    sample->count_error = error;
    assert_refused (sample, SGN_ERROR_FILE_DAMAGED, error < 0 ? "wrong size" : "");
  }
}

static void
test_duplicate (void)
{
  g_autoptr (ZipSample) sample = two_entries (0);
  g_autoptr (SgnZip) zip = NULL;

  zip_sample_add (sample, "one", "the other", 0);
  zip = open_sample (sample);
  assert_finding (zip, SGN_FINDING_DUPLICATE_ENTRY, 0);
  assert_entry (zip, "one", "the first");
}

static void
test_mismatch (gconstpointer data)
{
  g_autoptr (ZipSample) sample = two_entries (0);
  g_autoptr (SgnZip) zip = NULL;

  zip_sample_add (sample, "odd", "content", (ZipSampleFlags) GPOINTER_TO_UINT (data));
  zip = open_sample (sample);
  assert_finding (zip, SGN_FINDING_ENTRY_MISMATCH, 0);
}

static void
test_gap (void)
{
  g_autoptr (ZipSample) sample = two_entries (0);
  g_autoptr (SgnZip) zip = NULL;

  zip_sample_add (sample, "late", "content", ZIP_SAMPLE_GAP);
  zip = open_sample (sample);
  assert_finding (zip, SGN_FINDING_GAP_DATA, strlen ("somebody was here"));
}

static void
test_prefix (void)
{
  g_autoptr (ZipSample) sample = zip_sample_new ();
  g_autoptr (SgnZip) zip = NULL;

  zip_sample_add (sample, "late", "content", ZIP_SAMPLE_GAP);
  zip = open_sample (sample);
  assert_finding (zip, SGN_FINDING_GAP_DATA, strlen ("somebody was here"));
}

static void
test_tail (void)
{
  g_autoptr (ZipSample) sample = two_entries (0);
  g_autoptr (SgnZip) zip = NULL;

  sample->tail = "behind the end";
  zip = open_sample (sample);
  assert_finding (zip, SGN_FINDING_TRAILING_DATA, strlen ("behind the end"));
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
  g_autoptr (ZipSample) sample = two_entries (0);
  g_autoptr (GBytes) file = zip_sample_build (sample);
  guint64 directory = zip_sample_find_directory (file);
  g_autoptr (GBytes) overlapped = set_octet (file, directory + 46 + 3 + 42, 0);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (overlapped);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_zip_open (input, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  g_assert_nonnull (strstr (error->message, "reaches into the next one"));
}

static void
assert_unreadable (GBytes *file, const char *name, const char *reason)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnZip) zip = open_good (input);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_zip_read (zip, sgn_zip_find (zip, name), 1000000, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  g_assert_nonnull (strstr (error->message, reason));
}

/* The directory states less or far more than comes out. */
static void
test_sizes (void)
{
  g_autoptr (ZipSample) sample = two_entries (0);
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
  g_autoptr (ZipSample) sample = two_entries (0);
  g_autoptr (SgnZip) zip = open_sample (sample);
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
  zip = open_sample (sample);
  for (guint i = 0; i < zip->entries->len; i++) {
    guint64 size = 0;

    sgn_zip_inflate (zip, zip->entries->pdata[i], count_size, &size, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (size, ==, 3000000);
  }
}

static SgnInput *
apply (SgnInput *input, SgnZipEdit *edit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnPatch) patch = sgn_zip_edit_finish (edit, &error);
  SgnInput *view;

  g_assert_no_error (error);
  view = sgn_input_new_patched (input, patch, &error);
  g_assert_no_error (error);
  return view;
}

static void
test_edit (gconstpointer data)
{
  ZipSampleFlags flags = (ZipSampleFlags) GPOINTER_TO_UINT (data);
  g_autoptr (ZipSample) sample = two_entries (flags);
  g_autoptr (GBytes) content = g_bytes_new_static ("something new", 13);
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (SgnZip) zip = NULL;
  g_autoptr (SgnZipEdit) edit = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (SgnZip) changed = NULL;

  sample->zip64 = (flags & ZIP_SAMPLE_WIDE) != 0;
  zip_sample_add (sample, "three", "the third", flags);
  input = make_input (sample);
  zip = open_good (input);
  edit = sgn_zip_edit_new (zip);
  sgn_zip_edit_remove (edit, sgn_zip_find (zip, "folder/two"));
  sgn_zip_edit_set_front (edit, sgn_zip_find (zip, "one"));
  sgn_zip_edit_prepend (edit, "early", content, SGN_ZIP_DEFLATE);
  sgn_zip_edit_prepend (edit, "early 2", content, SGN_ZIP_STORED);
  sgn_zip_edit_append (edit, "late", content, SGN_ZIP_STORED);
  view = apply (input, edit);
  changed = open_good (view);
  assert_finding (changed, SGN_N_FINDINGS, 0);
  g_assert_cmpuint (changed->entries->len, ==, 5);
  g_assert_cmpstr (((SgnZipEntry *) changed->entries->pdata[1])->name, ==, "early");
  g_assert_cmpstr (((SgnZipEntry *) changed->records->pdata[2])->name, ==, "early 2");
  assert_entry (changed, "one", "the first");
  assert_entry (changed, "early", "something new");
  assert_entry (changed, "early 2", "something new");
  assert_entry (changed, "three", "the third");
  assert_entry (changed, "late", "something new");
}

/* In their places, longer and shorter, while others come and go. */
static void
test_replace (gconstpointer data)
{
  ZipSampleFlags flags = (ZipSampleFlags) GPOINTER_TO_UINT (data);
  g_autoptr (ZipSample) sample = two_entries (flags);
  g_autoptr (GBytes) text = zip_sample_text (200000);
  g_autoptr (GBytes) empty = g_bytes_new_static (NULL, 0);
  g_autoptr (SgnZipPacked) large = sgn_zip_pack (text, SGN_ZIP_DEFLATE, NULL, NULL, NULL);
  g_autoptr (SgnZipPacked) small = sgn_zip_pack (empty, SGN_ZIP_STORED, NULL, NULL, NULL);
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (SgnZip) zip = NULL;
  g_autoptr (SgnZipEdit) edit = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (SgnZip) changed = NULL;
  g_autoptr (GBytes) found = NULL;

  sample->zip64 = (flags & ZIP_SAMPLE_WIDE) != 0;
  zip_sample_add (sample, "three", "the third", flags);
  zip_sample_add (sample, "four", "the fourth", flags);
  input = make_input (sample);
  zip = open_good (input);
  edit = sgn_zip_edit_new (zip);
  g_assert_true (sgn_zip_edit_replace (edit, sgn_zip_find (zip, "one"), large, NULL));
  g_assert_true (sgn_zip_edit_replace (edit, sgn_zip_find (zip, "three"), small, NULL));
  sgn_zip_edit_remove (edit, sgn_zip_find (zip, "folder/two"));
  sgn_zip_edit_append (edit, "five", empty, SGN_ZIP_DEFLATE);
  view = apply (input, edit);
  changed = open_good (view);
  assert_finding (changed, SGN_N_FINDINGS, 0);
  g_assert_cmpuint (changed->entries->len, ==, 4);
  g_assert_cmpstr (((SgnZipEntry *) changed->entries->pdata[0])->name, ==, "one");
  g_assert_cmpstr (((SgnZipEntry *) changed->records->pdata[1])->name, ==, "three");
  found = sgn_zip_read (changed, sgn_zip_find (changed, "one"), 300000, NULL);
  g_assert_true (g_bytes_equal (found, text));
  assert_entry (changed, "three", "");
  assert_entry (changed, "four", "the fourth");
}

/* Each part can be inflated by itself; what a stream needs to end comes after them. */
static void
test_pack (void)
{
  g_autoptr (GBytes) text = zip_sample_text (2 * SGN_ZIP_PART + 1);
  g_autoptr (SgnZipPacked) packed = sgn_zip_pack (text, SGN_ZIP_DEFLATE, NULL, NULL, NULL);
  gsize sum = 0;

  g_assert_cmpuint (packed->size, ==, 2 * SGN_ZIP_PART + 1);
  g_assert_cmpuint (packed->parts->len, ==, 3);
  for (guint i = 0; i < packed->parts->len; i++)
    sum += g_array_index (packed->parts, guint32, i);
  g_assert_cmpuint (g_bytes_get_size (packed->data), ==, sum + 2);
}

static void
test_pack_cancelled (void)
{
  g_autoptr (GBytes) text = zip_sample_text (100);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (sgn_zip_pack (text, SGN_ZIP_DEFLATE, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nothing at the front but the new; everything old goes. */
static void
test_replace_all (void)
{
  g_autoptr (ZipSample) sample = two_entries (0);
  g_autoptr (GBytes) content = g_bytes_new_static ("new", 3);
  g_autoptr (SgnInput) input = make_input (sample);
  g_autoptr (SgnZip) zip = open_good (input);
  g_autoptr (SgnZipEdit) edit = sgn_zip_edit_new (zip);
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (SgnZip) changed = NULL;

  sgn_zip_edit_remove (edit, zip->entries->pdata[0]);
  sgn_zip_edit_remove (edit, zip->entries->pdata[1]);
  sgn_zip_edit_prepend (edit, "first", content, SGN_ZIP_DEFLATE);
  sgn_zip_edit_append (edit, "last", content, SGN_ZIP_DEFLATE);
  view = apply (input, edit);
  changed = open_good (view);
  assert_finding (changed, SGN_N_FINDINGS, 0);
  assert_entry (changed, "first", "new");
  assert_entry (changed, "last", "new");
  g_assert_cmpuint (changed->entries->len, ==, 2);
}

static void
test_cut (void)
{
  g_autoptr (ZipSample) sample = two_entries (ZIP_SAMPLE_WIDE | ZIP_SAMPLE_DESCRIPTOR_WIDE);
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
    g_autofree char *edit = g_strdup_printf ("/zip/edit/%u", kinds[i]);
    g_autofree char *replace = g_strdup_printf ("/zip/replace/%u", kinds[i]);

    g_test_add_data_func (read, GUINT_TO_POINTER (kinds[i]), test_read);
    g_test_add_data_func (edit, GUINT_TO_POINTER (kinds[i]), test_edit);
    g_test_add_data_func (replace, GUINT_TO_POINTER (kinds[i]), test_replace);
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
  g_test_add_func ("/zip/replace-all", test_replace_all);
  g_test_add_func ("/zip/pack", test_pack);
  g_test_add_func ("/zip/pack-cancelled", test_pack_cancelled);
  g_test_add_func ("/zip/cut", test_cut);
  return g_test_run ();
}
