/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/base/error.h"
#include "tests/core/format/pe/pe-fixture.h"

static const PeSample program = { .is_64 = TRUE };
static const PeSample efi = { .is_64 = TRUE, .subsystem = 10 };

static void
test_caps (void)
{
  g_autoptr (GBytes) a = pe_sample_build (&program);
  g_autoptr (GBytes) b = pe_sample_build (&efi);
  g_autoptr (SgnSubject) nests = pe_open (a, NULL);
  g_autoptr (SgnSubject) appends = pe_open (b, NULL);

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
    file = pe_sign (sample, 2);
    offset = pe_get (file, directory);
    g_assert_cmpuint (offset % 8, ==, 0);
    g_assert_cmpuint (offset + pe_get (file, directory + 4), ==, g_bytes_get_size (file));
    g_assert_cmpuint (pe_get (file, offset) % 8, ==, 0);
    g_assert_cmphex (pe_get (file, offset + 4), ==, 0x00020200);
    g_assert_cmphex (pe_get (file, checksum), ==, pe_sample_checksum (file, checksum));
  }
}

static void
test_checksum (void)
{
  gsize offset = pe_sample_get_checksum_offset (&program);
  g_autoptr (GBytes) file = pe_sign (&program, 1);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_autoptr (SgnSubject) subject = NULL;
  const SgnFinding *finding;

  file = pe_poke (g_steal_pointer (&file), offset, pe_get (file, offset) ^ 1, 4);
  subject = pe_open (file, NULL);
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
  g_autoptr (GBytes) file = pe_sign (&sample, 1);
  g_autoptr (GBytes) recomputed = sgn_sample_put (file, none);
  g_autoptr (GBytes) removed = NULL;

  g_assert_cmphex (pe_get (recomputed, offset), ==, pe_sample_checksum (recomputed, offset));
  file = pe_poke (g_steal_pointer (&file), offset, 0, 4);
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
    g_autoptr (GBytes) file = pe_append (pe_sign (&program, 1), 0x41, count);
    g_autoptr (GPtrArray) none = g_ptr_array_new ();
    g_autoptr (GBytes) removed = NULL;
    gsize directory = pe_sample_get_directory_offset (&program);
    gsize checksum = pe_sample_get_checksum_offset (&program);

    pe_assert_findings (file, "trailing-data:changed");
    removed = sgn_sample_put (file, none);
    g_assert_cmpuint (g_bytes_get_size (removed), ==, g_bytes_get_size (original) + count);
    g_assert_cmpuint (pe_get (removed, directory), ==, 0);
    g_assert_cmphex (pe_get (removed, checksum), ==, pe_sample_checksum (removed, checksum));
  }
}

/* An entry grown by @count octets @octet. */
static GBytes *
stuff (const PeSample *sample, guint8 octet, guint count)
{
  gsize directory = pe_sample_get_directory_offset (sample);
  GBytes *file = pe_append (pe_sign (sample, 1), octet, count);
  guint32 table = pe_get (file, directory);
  guint32 size = pe_get (file, directory + 4);

  file = pe_poke (file, directory + 4, size + count, 4);
  return pe_poke (file, table, size + count, 4);
}

static void
test_padding (void)
{
  g_autoptr (GBytes) zeros = stuff (&program, 0, 16);
  g_autoptr (GBytes) data = stuff (&program, 0x41, 16);

  pe_assert_findings (zeros, "padding-long:note");
  pe_assert_findings (data, "padding-data:added");
}

/* dwLength may leave out the padding, and data may stand there all the same. */
static void
test_between (void)
{
  g_autoptr (GBytes) file = pe_sign (&program, 1);
  guint32 table = pe_get (file, pe_sample_get_directory_offset (&program));
  guint32 der = 8 + 2 + 2 + 97;

  g_assert_cmpuint (pe_get (file, table), >, der);
  file = pe_poke (g_steal_pointer (&file), table, der, 4);
  pe_assert_findings (file, "");
  file = pe_poke (g_steal_pointer (&file), table + der, 0x41, 1);
  pe_assert_findings (file, "padding-data:added");
}

static void
test_unknown_entry (void)
{
  g_autoptr (GBytes) file = pe_sign (&efi, 2);
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (SgnSubject) subject = NULL;
  guint32 table = pe_get (file, pe_sample_get_directory_offset (&efi));

  file = pe_poke (g_steal_pointer (&file), table + 6, 1, 2);
  pe_assert_findings (file, "unknown-entry:added");
  subject = pe_open (file, NULL);
  signatures = subject->format->get_signatures (subject->self, NULL);
  g_assert_cmpuint (signatures->len, ==, 1);
}

static void
test_efi_guid_entry (void)
{
  static const guint8 guid[] = { 0x9d, 0xd2, 0xaf, 0x4a, 0xdf, 0x68, 0xee, 0x49,
                                 0x8a, 0xa9, 0x34, 0x7d, 0x37, 0x56, 0x65, 0xa7 };
  g_autoptr (GBytes) file = pe_sign (&efi, 1);
  guint32 table = pe_get (file, pe_sample_get_directory_offset (&efi));

  file = pe_poke (g_steal_pointer (&file), table + 6, 0x0ef1, 2);
  pe_assert_findings (file, "unknown-entry:added");
  for (guint i = 0; i < sizeof guid; i++)
    file = pe_poke (g_steal_pointer (&file), table + 8 + i, guid[i], 1);
  file = pe_poke (g_steal_pointer (&file), table + 24, 0x0430, 2);
  file = pe_poke (g_steal_pointer (&file), table + 26, 0, 4);
  pe_assert_findings (file, "padding-data:added unknown-entry:note");
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
  g_autoptr (GBytes) file = pe_sign (&efi, 2);
  guint32 table = pe_get (file, pe_sample_get_directory_offset (&efi));
  guint32 length = pe_get (file, table);

  file = pe_poke (g_steal_pointer (&file), table + 6, 0x0ef1, 2);
  for (guint i = 0; i < sizeof guid; i++)
    file = pe_poke (g_steal_pointer (&file), table + 8 + i, guid[i], 1);
  for (guint i = 24; i + 4 <= length; i += 4)
    file = pe_poke (g_steal_pointer (&file), table + i, 0, 4);
  g_assert_cmpuint (length, >, 64);
  /* A SEQUENCE as long as the entry, so that nothing is padding. */
  file = pe_poke (g_steal_pointer (&file), table + 24, 0x8230, 2);
  file = pe_poke (g_steal_pointer (&file), table + 26, (length - 28) >> 8, 1);
  file = pe_poke (g_steal_pointer (&file), table + 27, (length - 28) & 0xff, 1);
  for (guint i = 0; i < G_N_ELEMENTS (fillings); i++) {
    file = pe_poke (g_steal_pointer (&file), table + 40, fillings[i].mark, 4);
    pe_assert_findings (file, fillings[i].expected);
  }
}

static void
test_unused_table (void)
{
  gsize directory = pe_sample_get_directory_offset (&program);
  g_autoptr (GBytes) file = pe_sign (&program, 1);

  file = pe_poke (g_steal_pointer (&file), directory, 0, 4);
  file = pe_poke (g_steal_pointer (&file), directory + 4, 0, 4);
  pe_assert_findings (file, "unused-table:note");
}

/* What signing would refuse it for. */
static gboolean
is_cut_off (GBytes *file)
{
  g_autoptr (SgnSubject) subject = pe_open (file, NULL);
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
  g_autoptr (GBytes) signed_file = pe_sign (&program, 1);

  file = pe_poke (g_steal_pointer (&file), section + 16, 0x100000, 4);
  pe_assert_findings (file, "section-outside:note");
  g_assert_false (is_cut_off (file));
  file = pe_poke (g_steal_pointer (&file), section + 8, 0x100000, 4);
  pe_assert_findings (file, "section-outside:note");
  g_assert_true (is_cut_off (file));
  signed_file = pe_poke (g_steal_pointer (&signed_file), section + 8, 0x408, 4);
  signed_file = pe_poke (g_steal_pointer (&signed_file), section + 16, 0x408, 4);
  pe_assert_findings (signed_file, "section-outside:added");
}

/* Signing changes the headers, and with them any page that lies over them. */
static void
test_pages_over_headers (void)
{
  const SgnContentOptions options = { .hash = SGN_HASH_SHA256, .page_hashes = TRUE };
  gsize offset = get_section (&program) + 20;
  static const guint32 places[] = { 1, 0x80, 0x100 };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autoptr (GBytes) file = pe_poke (pe_sample_build (&program), offset, places[i], 4);
    g_autoptr (SgnSubject) subject = pe_open (file, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_null (subject->format->create_content (subject->self, &options, NULL, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
  }
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
    g_autoptr (SgnSubject) subject = pe_open (file, &error);

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
  g_test_add_func ("/pe/not-pe", test_not_pe);
  return g_test_run ();
}
