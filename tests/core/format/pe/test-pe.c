/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/base/error.h"
#include "core/format/subject.h"
#include "tests/support/pe-sample.h"
#include "tests/support/samples.h"

static const PeSample program = { .is_64 = TRUE };
static const PeSample efi = { .is_64 = TRUE, .subsystem = 10 };

static GBytes *
sign (const PeSample *sample, guint count)
{
  g_autoptr (GBytes) file = pe_sample_build (sample);
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (signatures, sgn_sample_signature (97 + i));
  return sgn_sample_put (file, signatures);
}

static guint32
get (GBytes *file, gsize offset)
{
  const guint8 *data = g_bytes_get_data (file, NULL);

  return data[offset] | (guint32) data[offset + 1] << 8 | (guint32) data[offset + 2] << 16 |
         (guint32) data[offset + 3] << 24;
}

/* The file with @value in @size octets at @offset; consumes @file. */
static GBytes *
poke (GBytes *file, gsize offset, guint32 value, guint size)
{
  GByteArray *array = g_bytes_unref_to_array (file);

  for (guint i = 0; i < size; i++)
    array->data[offset + i] = (guint8) (value >> (8 * i));
  return g_byte_array_free_to_bytes (array);
}

/* With @count octets @octet behind it; consumes @file. */
static GBytes *
append (GBytes *file, guint8 octet, guint count)
{
  GByteArray *array = g_bytes_unref_to_array (file);

  for (guint i = 0; i < count; i++)
    g_byte_array_append (array, &octet, 1);
  return g_byte_array_free_to_bytes (array);
}

static SgnSubject *
open_bytes (GBytes *file, GError **error)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);

  return sgn_subject_open (input, error);
}

/* "code:severity code:severity", the checksum left out. */
static char *
describe_findings (GBytes *file)
{
  static const char *const severities[] = { "note", "added", "changed" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSubject) subject = open_bytes (file, &error);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  subject->format->find_anomalies (subject->self, findings);
  for (guint i = 0; i < findings->len; i++) {
    const SgnFinding *finding = findings->pdata[i];

    if (finding->code == SGN_FINDING_CHECKSUM)
      continue;
    g_string_append_printf (text,
                            "%s%s:%s",
                            text->len > 0 ? " " : "",
                            sgn_finding_code_to_id (finding->code),
                            severities[finding->severity]);
  }
  return g_string_free (text, FALSE);
}

static void
assert_findings (GBytes *file, const char *expected)
{
  g_autofree char *found = describe_findings (file);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_damaged (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSubject) subject = open_bytes (file, &error);

  g_assert_null (subject);
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
}

static void
test_caps (void)
{
  g_autoptr (GBytes) a = pe_sample_build (&program);
  g_autoptr (GBytes) b = pe_sample_build (&efi);
  g_autoptr (SgnSubject) nests = open_bytes (a, NULL);
  g_autoptr (SgnSubject) appends = open_bytes (b, NULL);

  g_assert_true (sgn_subject_get_caps (nests) & SGN_FORMAT_CAN_NEST);
  g_assert_false (sgn_subject_get_caps (nests) & SGN_FORMAT_APPENDS_ENTRIES);
  g_assert_true (sgn_subject_get_caps (appends) & SGN_FORMAT_APPENDS_ENTRIES);
  g_assert_false (sgn_subject_get_caps (appends) & SGN_FORMAT_CAN_NEST);
  g_assert_cmpstr (sgn_subject_get_title (appends), ==, "EFI program");
}

/* Everything a signed file must have for Windows to look at it. */
static void
test_layout (void)
{
  for (gsize i = 0; pe_samples[i].name != NULL; i++) {
    const PeSample *sample = &pe_samples[i];
    gsize directory = pe_sample_get_directory_offset (sample);
    gsize checksum = pe_sample_get_checksum_offset (sample);
    g_autoptr (GBytes) file = NULL;
    guint32 offset;

    if (sample->n_directories != 0)
      continue;
    file = sign (sample, 2);
    offset = get (file, directory);
    g_assert_cmpuint (offset % 8, ==, 0);
    g_assert_cmpuint (offset + get (file, directory + 4), ==, g_bytes_get_size (file));
    g_assert_cmpuint (get (file, offset) % 8, ==, 0);
    g_assert_cmphex (get (file, offset + 4), ==, 0x00020200);
    g_assert_cmphex (get (file, checksum), ==, pe_sample_checksum (file, checksum));
  }
}

static void
test_checksum (void)
{
  gsize offset = pe_sample_get_checksum_offset (&program);
  g_autoptr (GBytes) file = sign (&program, 1);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_autoptr (SgnSubject) subject = NULL;
  const SgnFinding *finding;

  file = poke (g_steal_pointer (&file), offset, get (file, offset) ^ 1, 4);
  subject = open_bytes (file, NULL);
  subject->format->find_anomalies (subject->self, findings);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_cmpint (finding->code, ==, SGN_FINDING_CHECKSUM);
  g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_NOTE);
  g_assert_cmpuint (finding->offset, ==, offset);
}

/* A signed file without a checksum is left without one. */
static void
test_remove_keeps_zero (void)
{
  static const PeSample sample = { .is_64 = TRUE, .without_checksum = TRUE };
  gsize offset = pe_sample_get_checksum_offset (&sample);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) original = pe_sample_build (&sample);
  g_autoptr (GBytes) file = sign (&sample, 1);
  g_autoptr (GBytes) recomputed = sgn_sample_put (file, none);
  g_autoptr (GBytes) removed = NULL;

  g_assert_cmphex (get (recomputed, offset), ==, pe_sample_checksum (recomputed, offset));
  file = poke (g_steal_pointer (&file), offset, 0, 4);
  removed = sgn_sample_put (file, none);
  g_assert_true (g_bytes_equal (removed, original));
}

/* What was appended behind a signature breaks it; taking the signature away keeps the rest, and
 * that can be signed as a whole. */
static void
test_trailing (void)
{
  for (guint count = 1; count <= 16; count++) {
    g_autoptr (GBytes) original = pe_sample_build (&program);
    g_autoptr (GBytes) file = append (sign (&program, 1), 0x41, count);
    g_autoptr (GPtrArray) none = g_ptr_array_new ();
    g_autoptr (GBytes) removed = NULL;
    gsize directory = pe_sample_get_directory_offset (&program);
    gsize checksum = pe_sample_get_checksum_offset (&program);

    assert_findings (file, "trailing-data:changed");
    removed = sgn_sample_put (file, none);
    g_assert_cmpuint (g_bytes_get_size (removed), ==, g_bytes_get_size (original) + count);
    g_assert_cmpuint (get (removed, directory), ==, 0);
    g_assert_cmphex (get (removed, checksum), ==, pe_sample_checksum (removed, checksum));
  }
}

/* An entry grown by @count octets @octet. */
static GBytes *
stuff (const PeSample *sample, guint8 octet, guint count)
{
  gsize directory = pe_sample_get_directory_offset (sample);
  GBytes *file = append (sign (sample, 1), octet, count);
  guint32 table = get (file, directory);
  guint32 size = get (file, directory + 4);

  file = poke (file, directory + 4, size + count, 4);
  return poke (file, table, size + count, 4);
}

static void
test_padding (void)
{
  g_autoptr (GBytes) zeros = stuff (&program, 0, 16);
  g_autoptr (GBytes) data = stuff (&program, 0x41, 16);

  assert_findings (zeros, "padding-long:note");
  assert_findings (data, "padding-data:added");
}

/* dwLength may leave out the padding, and data may stand there all the same. */
static void
test_between (void)
{
  g_autoptr (GBytes) file = sign (&program, 1);
  guint32 table = get (file, pe_sample_get_directory_offset (&program));
  guint32 der = 8 + 2 + 2 + 97;

  g_assert_cmpuint (get (file, table), >, der);
  file = poke (g_steal_pointer (&file), table, der, 4);
  assert_findings (file, "");
  file = poke (g_steal_pointer (&file), table + der, 0x41, 1);
  assert_findings (file, "padding-data:added");
}

static void
test_unknown_entry (void)
{
  g_autoptr (GBytes) file = sign (&efi, 2);
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (SgnSubject) subject = NULL;
  guint32 table = get (file, pe_sample_get_directory_offset (&efi));

  file = poke (g_steal_pointer (&file), table + 6, 1, 2);
  assert_findings (file, "unknown-entry:added");
  subject = open_bytes (file, NULL);
  signatures = subject->format->get_signatures (subject->self, NULL);
  g_assert_cmpuint (signatures->len, ==, 1);
}

static void
test_efi_guid_entry (void)
{
  static const guint8 guid[] = { 0x9d, 0xd2, 0xaf, 0x4a, 0xdf, 0x68, 0xee, 0x49,
                                 0x8a, 0xa9, 0x34, 0x7d, 0x37, 0x56, 0x65, 0xa7 };
  g_autoptr (GBytes) file = sign (&efi, 1);
  guint32 table = get (file, pe_sample_get_directory_offset (&efi));

  file = poke (g_steal_pointer (&file), table + 6, 0x0ef1, 2);
  assert_findings (file, "unknown-entry:added");
  for (guint i = 0; i < sizeof guid; i++)
    file = poke (g_steal_pointer (&file), table + 8 + i, guid[i], 1);
  file = poke (g_steal_pointer (&file), table + 24, 0x0430, 2);
  file = poke (g_steal_pointer (&file), table + 26, 0, 4);
  assert_findings (file, "padding-data:added unknown-entry:note");
}

/* Firmware would take the entry for a signature, Windows does not look at it: room for anything. */
static void
test_efi_guid_filled (void)
{
  static const guint8 guid[] = { 0x9d, 0xd2, 0xaf, 0x4a, 0xdf, 0x68, 0xee, 0x49,
                                 0x8a, 0xa9, 0x34, 0x7d, 0x37, 0x56, 0x65, 0xa7 };
  static const struct {
    guint32 mark;
    const char *expected;
  } fillings[] = {
    { 0, "unknown-entry:note" },
    { 0x06054b50, "unknown-entry:added" }, /* the end of an archive */
    { 0x46534349, "unknown-entry:note" },
  };
  g_autoptr (GBytes) file = sign (&efi, 2);
  guint32 table = get (file, pe_sample_get_directory_offset (&efi));
  guint32 length = get (file, table);

  file = poke (g_steal_pointer (&file), table + 6, 0x0ef1, 2);
  for (guint i = 0; i < sizeof guid; i++)
    file = poke (g_steal_pointer (&file), table + 8 + i, guid[i], 1);
  for (guint i = 24; i + 4 <= length; i += 4)
    file = poke (g_steal_pointer (&file), table + i, 0, 4);
  g_assert_cmpuint (length, >, 64);
  /* A SEQUENCE as long as the entry, so that nothing is padding. */
  file = poke (g_steal_pointer (&file), table + 24, 0x8230, 2);
  file = poke (g_steal_pointer (&file), table + 26, (length - 28) >> 8, 1);
  file = poke (g_steal_pointer (&file), table + 27, (length - 28) & 0xff, 1);
  for (guint i = 0; i < G_N_ELEMENTS (fillings); i++) {
    file = poke (g_steal_pointer (&file), table + 40, fillings[i].mark, 4);
    assert_findings (file, fillings[i].expected);
  }
}

static void
test_unused_table (void)
{
  gsize directory = pe_sample_get_directory_offset (&program);
  g_autoptr (GBytes) file = sign (&program, 1);

  file = poke (g_steal_pointer (&file), directory, 0, 4);
  file = poke (g_steal_pointer (&file), directory + 4, 0, 4);
  assert_findings (file, "unused-table:note");
}

/* What signing would refuse it for. */
static gboolean
is_cut_off (GBytes *file)
{
  g_autoptr (SgnSubject) subject = open_bytes (file, NULL);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();

  subject->format->find_anomalies (subject->self, findings);
  for (guint i = 0; i < findings->len; i++)
    if (sgn_finding_is_cut_off (findings->pdata[i]))
      return TRUE;
  return FALSE;
}

static gsize
get_section (const PeSample *sample)
{
  return pe_sample_get_checksum_offset (sample) - 64 + 112 + 16 * 8;
}

/* Section data loaded from the table is program that no signature covers. */
static void
test_section_outside (void)
{
  gsize section = get_section (&program);
  g_autoptr (GBytes) file = pe_sample_build (&program);
  g_autoptr (GBytes) signed_file = sign (&program, 1);

  file = poke (g_steal_pointer (&file), section + 16, 0x100000, 4);
  assert_findings (file, "section-outside:note");
  g_assert_false (is_cut_off (file));
  file = poke (g_steal_pointer (&file), section + 8, 0x100000, 4);
  assert_findings (file, "section-outside:note");
  g_assert_true (is_cut_off (file));
  signed_file = poke (g_steal_pointer (&signed_file), section + 8, 0x408, 4);
  signed_file = poke (g_steal_pointer (&signed_file), section + 16, 0x408, 4);
  assert_findings (signed_file, "section-outside:added");
}

/* Signing changes the headers, and with them any page that lies over them. */
static void
test_pages_over_headers (void)
{
  const SgnContentOptions options = { .hash = SGN_HASH_SHA256, .page_hashes = TRUE };
  gsize offset = get_section (&program) + 20;
  static const guint32 places[] = { 1, 0x80, 0x100 };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autoptr (GBytes) file = poke (pe_sample_build (&program), offset, places[i], 4);
    g_autoptr (SgnSubject) subject = open_bytes (file, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_null (subject->format->create_content (subject->self, &options, NULL, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
  }
}

static void
test_bad_tables (void)
{
  gsize directory = pe_sample_get_directory_offset (&program);
  static const guint32 lengths[] = { 0, 7, 0x1000, 0xfffffff9, 0xffffffff };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autoptr (GBytes) file = sign (&program, 1);

    file = poke (g_steal_pointer (&file), get (file, directory), lengths[i], 4);
    assert_damaged (file);
  }
}

static GBytes *
sign_and_point (guint32 offset, guint32 size)
{
  gsize directory = pe_sample_get_directory_offset (&program);
  GBytes *file = sign (&program, 1);

  file = poke (file, directory, offset, 4);
  return poke (file, directory + 4, size, 4);
}

static void
test_bad_directories (void)
{
  struct {
    guint32 offset;
    guint32 size;
  } const bad[] = {
    { 0x600, 0xffffffff },
    { 0x600, 4 },
    { 0x600, 0x10000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GBytes) file = sign_and_point (bad[i].offset, bad[i].size);

    assert_damaged (file);
  }
}

/* An address that leads to no entry counts as none, and goes with the next change. */
static void
test_stale_directories (void)
{
  struct {
    guint32 offset;
    guint32 size;
  } const stale[] = {
    { 0x40, 0x10 },
    { 0x10000, 0x1000 },
    { 0xfffffff0, 8 },
    { 0x400, 0x10 },
  };
  gsize directory = pe_sample_get_directory_offset (&program);

  for (gsize i = 0; i < G_N_ELEMENTS (stale); i++) {
    g_autoptr (GBytes) file = sign_and_point (stale[i].offset, stale[i].size);
    g_autoptr (GPtrArray) none = g_ptr_array_new ();
    g_autoptr (GPtrArray) signatures = NULL;
    g_autoptr (GBytes) cleared = NULL;
    g_autoptr (SgnSubject) subject = open_bytes (file, NULL);

    signatures = subject->format->get_signatures (subject->self, NULL);
    g_assert_cmpuint (signatures->len, ==, 0);
    g_assert_true (sgn_subject_get_caps (subject) & SGN_FORMAT_HAS_LEFTOVERS);
    cleared = sgn_sample_put (file, none);
    g_assert_cmpuint (get (cleared, directory), ==, 0);
    g_assert_cmpuint (get (cleared, directory + 4), ==, 0);
  }
}

static guint
count_signatures (GBytes *file)
{
  g_autoptr (SgnSubject) subject = open_bytes (file, NULL);
  g_autoptr (GPtrArray) signatures = subject->format->get_signatures (subject->self, NULL);

  return signatures->len;
}

/* A table in front of the headers, or part of them, is none either: Windows wants it to end the
 * file, and the digest would leave out what follows. Neither a signature there counts, nor are
 * zeros there room for one. */
static void
test_table_over_headers (void)
{
  static const PeSample roomy = { .pe_offset = 0x1000, .n_sections = 1, .section_size = 0x200 };
  gsize directory = pe_sample_get_directory_offset (&roomy);
  g_autoptr (GBytes) original = pe_sample_build (&roomy);
  g_autoptr (GBytes) file = sign (&roomy, 1);
  guint32 table = get (file, directory);
  guint32 size = get (file, directory + 4);
  const gsize places[] = { 0x40, 0x1000 - size };

  g_assert_cmpuint (size, <, 0x800);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (places); i++) {
    gsize place = places[i / 2];
    g_autoptr (GPtrArray) none = g_ptr_array_new ();
    g_autoptr (GBytes) moved = g_bytes_ref (original);
    g_autoptr (GBytes) cleared = NULL;

    for (gsize at = 0; i % 2 == 0 && at + 4 <= size; at += 4)
      moved = poke (g_steal_pointer (&moved), place + at, get (file, table + at), 4);
    moved = poke (g_steal_pointer (&moved), directory, (guint32) place, 4);
    moved = poke (g_steal_pointer (&moved), directory + 4, size, 4);
    assert_findings (moved, "stale-directory:note");
    g_assert_cmpuint (count_signatures (moved), ==, 0);
    cleared = sgn_sample_put (moved, none);
    g_assert_cmpuint (g_bytes_get_size (cleared), ==, g_bytes_get_size (original));
    g_assert_cmpuint (get (cleared, directory), ==, 0);
  }
}

/* The same of room that was reserved and never filled. */
static void
test_table_of_zeros (void)
{
  g_autoptr (GBytes) original = pe_sample_build (&program);
  gsize size = g_bytes_get_size (original);
  g_autoptr (GBytes) file = append (g_bytes_ref (original), 0, 64);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) cleared = NULL;
  gsize directory = pe_sample_get_directory_offset (&program);

  file = poke (g_steal_pointer (&file), directory, (guint32) size, 4);
  file = poke (g_steal_pointer (&file), directory + 4, 64, 4);
  cleared = sgn_sample_put (file, none);
  g_assert_cmpuint (g_bytes_get_size (cleared), ==, size);
  g_assert_cmpuint (get (cleared, directory), ==, 0);
}

/* The first entry decides: what follows it in the table is data. */
static void
test_rest_of_table (void)
{
  static const guint8 fillings[] = { 0, 0x55 };
  gsize directory = pe_sample_get_directory_offset (&program);

  for (gsize i = 0; i < G_N_ELEMENTS (fillings); i++) {
    g_autoptr (GBytes) file = append (sign (&program, 1), fillings[i], 24);
    g_autoptr (GPtrArray) signatures = NULL;
    g_autoptr (SgnSubject) subject = NULL;

    file = poke (g_steal_pointer (&file), directory + 4, get (file, directory + 4) + 24, 4);
    assert_findings (file, "unknown-entry:added");
    subject = open_bytes (file, NULL);
    signatures = subject->format->get_signatures (subject->self, NULL);
    g_assert_cmpuint (signatures->len, ==, 1);
  }
}

/* Octets of something else where headers overlap: no table, but no room for one either. */
static void
test_misused_slot (void)
{
  gsize directory = pe_sample_get_directory_offset (&program);
  g_autoptr (GBytes) file = pe_sample_build (&program);
  g_autoptr (SgnSubject) subject = NULL;
  SgnContentOptions options = { .hash = SGN_HASH_SHA256 };
  g_autoptr (GError) error = NULL;

  file = poke (g_steal_pointer (&file), directory, 0x000100ff, 4);
  file = poke (g_steal_pointer (&file), directory + 4, 0xff010000, 4);
  subject = open_bytes (file, &error);
  g_assert_no_error (error);
  g_assert_null (subject->format->create_content (subject->self, &options, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
}

static void
test_not_pe (void)
{
  static const char *const contents[] = { "",
                                          "M",
                                          "MZ",
                                          "MZ and some text that goes on for a "
                                          "while, but is no program at all......" };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++) {
    g_autoptr (GBytes) file = g_bytes_new_static (contents[i], strlen (contents[i]));
    g_autoptr (GError) error = NULL;
    g_autoptr (SgnSubject) subject = open_bytes (file, &error);

    g_assert_null (subject);
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FORMAT_UNSUPPORTED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pe/caps", test_caps);
  g_test_add_func ("/pe/layout", test_layout);
  g_test_add_func ("/pe/checksum", test_checksum);
  g_test_add_func ("/pe/remove-keeps-zero", test_remove_keeps_zero);
  g_test_add_func ("/pe/trailing", test_trailing);
  g_test_add_func ("/pe/padding", test_padding);
  g_test_add_func ("/pe/between", test_between);
  g_test_add_func ("/pe/unknown-entry", test_unknown_entry);
  g_test_add_func ("/pe/efi-guid-entry", test_efi_guid_entry);
  g_test_add_func ("/pe/efi-guid-filled", test_efi_guid_filled);
  g_test_add_func ("/pe/unused-table", test_unused_table);
  g_test_add_func ("/pe/section-outside", test_section_outside);
  g_test_add_func ("/pe/pages-over-headers", test_pages_over_headers);
  g_test_add_func ("/pe/bad-tables", test_bad_tables);
  g_test_add_func ("/pe/bad-directories", test_bad_directories);
  g_test_add_func ("/pe/table-over-headers", test_table_over_headers);
  g_test_add_func ("/pe/stale-directories", test_stale_directories);
  g_test_add_func ("/pe/table-of-zeros", test_table_of_zeros);
  g_test_add_func ("/pe/rest-of-table", test_rest_of_table);
  g_test_add_func ("/pe/misused-slot", test_misused_slot);
  g_test_add_func ("/pe/not-pe", test_not_pe);
  return g_test_run ();
}
