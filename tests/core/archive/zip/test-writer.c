/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/archive/zip/writer.h"
#include "core/base/error.h"
#include "tests/core/archive/zip/zip-fixture.h"

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

/* (transfer full) */
static SgnZipPacked *
pack (GBytes *content, guint16 method)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (content);
  g_autoptr (GError) error = NULL;
  SgnZipPacked *packed = sgn_zip_pack (input, method, NULL, NULL, &error);

  g_assert_no_error (error);
  return packed;
}

static void
test_edit (gconstpointer data)
{
  ZipSampleFlags flags = (ZipSampleFlags) GPOINTER_TO_UINT (data);
  g_autoptr (ZipSample) sample = zip_two_entries (flags);
  g_autoptr (GBytes) content = g_bytes_new_static ("something new", 13);
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (SgnZip) zip = NULL;
  g_autoptr (SgnZipEdit) edit = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (SgnZip) changed = NULL;

  sample->zip64 = (flags & ZIP_SAMPLE_WIDE) != 0;
  zip_sample_add (sample, "three", "the third", flags);
  input = zip_make_input (sample);
  zip = zip_open_good (input);
  edit = sgn_zip_edit_new (zip);
  sgn_zip_edit_remove (edit, sgn_zip_find (zip, "folder/two"));
  sgn_zip_edit_set_front (edit, sgn_zip_find (zip, "one"));
  sgn_zip_edit_prepend (edit, "early", content, SGN_ZIP_DEFLATE);
  sgn_zip_edit_prepend (edit, "early 2", content, SGN_ZIP_STORED);
  sgn_zip_edit_append (edit, "late", content, SGN_ZIP_STORED);
  view = apply (input, edit);
  changed = zip_open_good (view);
  zip_assert_finding (changed, SGN_N_FINDINGS, 0);
  g_assert_cmpuint (changed->entries->len, ==, 5);
  g_assert_cmpstr (((SgnZipEntry *) changed->entries->pdata[1])->name, ==, "early");
  g_assert_cmpstr (((SgnZipEntry *) changed->records->pdata[2])->name, ==, "early 2");
  zip_assert_entry (changed, "one", "the first");
  zip_assert_entry (changed, "early", "something new");
  zip_assert_entry (changed, "early 2", "something new");
  zip_assert_entry (changed, "three", "the third");
  zip_assert_entry (changed, "late", "something new");
}

/* In their places, longer and shorter, while others come and go. */
static void
test_replace (gconstpointer data)
{
  ZipSampleFlags flags = (ZipSampleFlags) GPOINTER_TO_UINT (data);
  g_autoptr (ZipSample) sample = zip_two_entries (flags);
  g_autoptr (GBytes) text = zip_sample_text (200000);
  g_autoptr (GBytes) empty = g_bytes_new_static (NULL, 0);
  g_autoptr (SgnZipPacked) large = pack (text, SGN_ZIP_DEFLATE);
  g_autoptr (SgnZipPacked) small = pack (empty, SGN_ZIP_STORED);
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (SgnZip) zip = NULL;
  g_autoptr (SgnZipEdit) edit = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (SgnZip) changed = NULL;
  g_autoptr (GBytes) found = NULL;

  sample->zip64 = (flags & ZIP_SAMPLE_WIDE) != 0;
  zip_sample_add (sample, "three", "the third", flags);
  zip_sample_add (sample, "four", "the fourth", flags);
  input = zip_make_input (sample);
  zip = zip_open_good (input);
  edit = sgn_zip_edit_new (zip);
  g_assert_true (sgn_zip_edit_replace (edit, sgn_zip_find (zip, "one"), large, NULL));
  g_assert_true (sgn_zip_edit_replace (edit, sgn_zip_find (zip, "three"), small, NULL));
  sgn_zip_edit_remove (edit, sgn_zip_find (zip, "folder/two"));
  sgn_zip_edit_append (edit, "five", empty, SGN_ZIP_DEFLATE);
  view = apply (input, edit);
  changed = zip_open_good (view);
  zip_assert_finding (changed, SGN_N_FINDINGS, 0);
  g_assert_cmpuint (changed->entries->len, ==, 4);
  g_assert_cmpstr (((SgnZipEntry *) changed->entries->pdata[0])->name, ==, "one");
  g_assert_cmpstr (((SgnZipEntry *) changed->records->pdata[1])->name, ==, "three");
  found = sgn_zip_read (changed, sgn_zip_find (changed, "one"), 300000, NULL);
  g_assert_true (g_bytes_equal (found, text));
  zip_assert_entry (changed, "three", "");
  zip_assert_entry (changed, "four", "the fourth");
}

/* Each part can be inflated by itself; what a stream needs to end comes after them. */
static void
test_pack (void)
{
  g_autoptr (GBytes) text = zip_sample_text (2 * SGN_ZIP_PART + 1);
  g_autoptr (SgnZipPacked) packed = pack (text, SGN_ZIP_DEFLATE);
  gsize sum = 0;

  g_assert_cmpuint (packed->size, ==, 2 * SGN_ZIP_PART + 1);
  g_assert_cmpuint (packed->parts->len, ==, 3);
  for (guint i = 0; i < packed->parts->len; i++)
    sum += g_array_index (packed->parts, guint32, i);
  g_assert_cmpuint (sgn_input_get_size (packed->data), ==, sum + 2);
}

static void
test_pack_cancelled (void)
{
  g_autoptr (GBytes) text = zip_sample_text (100);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (text);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (sgn_zip_pack (input, SGN_ZIP_DEFLATE, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (sgn_zip_pack (input, SGN_ZIP_STORED, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nothing at the front but the new; everything old goes. */
static void
test_replace_all (void)
{
  g_autoptr (ZipSample) sample = zip_two_entries (0);
  g_autoptr (GBytes) content = g_bytes_new_static ("new", 3);
  g_autoptr (SgnInput) input = zip_make_input (sample);
  g_autoptr (SgnZip) zip = zip_open_good (input);
  g_autoptr (SgnZipEdit) edit = sgn_zip_edit_new (zip);
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (SgnZip) changed = NULL;

  sgn_zip_edit_remove (edit, zip->entries->pdata[0]);
  sgn_zip_edit_remove (edit, zip->entries->pdata[1]);
  sgn_zip_edit_prepend (edit, "first", content, SGN_ZIP_DEFLATE);
  sgn_zip_edit_append (edit, "last", content, SGN_ZIP_DEFLATE);
  view = apply (input, edit);
  changed = zip_open_good (view);
  zip_assert_finding (changed, SGN_N_FINDINGS, 0);
  zip_assert_entry (changed, "first", "new");
  zip_assert_entry (changed, "last", "new");
  g_assert_cmpuint (changed->entries->len, ==, 2);
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
    g_autofree char *edit = g_strdup_printf ("/zip/edit/%u", kinds[i]);
    g_autofree char *replace = g_strdup_printf ("/zip/replace/%u", kinds[i]);

    g_test_add_data_func (edit, GUINT_TO_POINTER (kinds[i]), test_edit);
    g_test_add_data_func (replace, GUINT_TO_POINTER (kinds[i]), test_replace);
  }
  g_test_add_func ("/zip/replace-all", test_replace_all);
  g_test_add_func ("/zip/pack", test_pack);
  g_test_add_func ("/zip/pack-cancelled", test_pack_cancelled);
  return g_test_run ();
}
