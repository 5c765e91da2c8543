/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/base/error.h"
#include "tests/core/format/pe/pe-fixture.h"

static const PeSample program = { .is_64 = TRUE };

static void
test_bad_tables (void)
{
  gsize directory = pe_sample_get_directory_offset (&program);
  static const guint32 lengths[] = { 0, 7, 0x1000, 0xfffffff9, 0xffffffff };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autoptr (GBytes) file = pe_sign (&program, 1);

    file = pe_poke (g_steal_pointer (&file), pe_get (file, directory), lengths[i], 4);
    pe_assert_damaged (file);
  }
}

static GBytes *
sign_and_point (guint32 offset, guint32 size)
{
  gsize directory = pe_sample_get_directory_offset (&program);
  GBytes *file = pe_sign (&program, 1);

  file = pe_poke (file, directory, offset, 4);
  return pe_poke (file, directory + 4, size, 4);
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

    pe_assert_damaged (file);
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
    g_autoptr (SgnSubject) subject = pe_open (file, NULL);

    signatures = subject->format->get_signatures (subject->self, NULL);
    g_assert_cmpuint (signatures->len, ==, 0);
    g_assert_true (sgn_subject_get_caps (subject) & SGN_FORMAT_HAS_LEFTOVERS);
    cleared = sgn_sample_put (file, none);
    g_assert_cmpuint (pe_get (cleared, directory), ==, 0);
    g_assert_cmpuint (pe_get (cleared, directory + 4), ==, 0);
  }
}

static guint
count_signatures (GBytes *file)
{
  g_autoptr (SgnSubject) subject = pe_open (file, NULL);
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
  g_autoptr (GBytes) file = pe_sign (&roomy, 1);
  guint32 table = pe_get (file, directory);
  guint32 size = pe_get (file, directory + 4);
  const gsize places[] = { 0x40, 0x1000 - size };

  g_assert_cmpuint (size, <, 0x800);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (places); i++) {
    gsize place = places[i / 2];
    g_autoptr (GPtrArray) none = g_ptr_array_new ();
    g_autoptr (GBytes) moved = g_bytes_ref (original);
    g_autoptr (GBytes) cleared = NULL;

    for (gsize at = 0; i % 2 == 0 && at + 4 <= size; at += 4)
      moved = pe_poke (g_steal_pointer (&moved), place + at, pe_get (file, table + at), 4);
    moved = pe_poke (g_steal_pointer (&moved), directory, (guint32) place, 4);
    moved = pe_poke (g_steal_pointer (&moved), directory + 4, size, 4);
    pe_assert_findings (moved, "stale-directory:note");
    g_assert_cmpuint (count_signatures (moved), ==, 0);
    cleared = sgn_sample_put (moved, none);
    g_assert_cmpuint (g_bytes_get_size (cleared), ==, g_bytes_get_size (original));
    g_assert_cmpuint (pe_get (cleared, directory), ==, 0);
  }
}

/* The same of room that was reserved and never filled. */
static void
test_table_of_zeros (void)
{
  g_autoptr (GBytes) original = pe_sample_build (&program);
  gsize size = g_bytes_get_size (original);
  g_autoptr (GBytes) file = pe_append (g_bytes_ref (original), 0, 64);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) cleared = NULL;
  gsize directory = pe_sample_get_directory_offset (&program);

  file = pe_poke (g_steal_pointer (&file), directory, (guint32) size, 4);
  file = pe_poke (g_steal_pointer (&file), directory + 4, 64, 4);
  cleared = sgn_sample_put (file, none);
  g_assert_cmpuint (g_bytes_get_size (cleared), ==, size);
  g_assert_cmpuint (pe_get (cleared, directory), ==, 0);
}

/* The first entry decides: what follows it in the table is data. */
static void
test_rest_of_table (void)
{
  static const guint8 fillings[] = { 0, 0x55 };
  gsize directory = pe_sample_get_directory_offset (&program);

  for (gsize i = 0; i < G_N_ELEMENTS (fillings); i++) {
    g_autoptr (GBytes) file = pe_append (pe_sign (&program, 1), fillings[i], 24);
    g_autoptr (GPtrArray) signatures = NULL;
    g_autoptr (SgnSubject) subject = NULL;

    file = pe_poke (g_steal_pointer (&file), directory + 4, pe_get (file, directory + 4) + 24, 4);
    pe_assert_findings (file, "unknown-entry:added");
    subject = pe_open (file, NULL);
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

  file = pe_poke (g_steal_pointer (&file), directory, 0x000100ff, 4);
  file = pe_poke (g_steal_pointer (&file), directory + 4, 0xff010000, 4);
  subject = pe_open (file, &error);
  g_assert_no_error (error);
  g_assert_null (subject->format->create_content (subject->self, &options, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
}
int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pe/bad-tables", test_bad_tables);
  g_test_add_func ("/pe/bad-directories", test_bad_directories);
  g_test_add_func ("/pe/table-over-headers", test_table_over_headers);
  g_test_add_func ("/pe/stale-directories", test_stale_directories);
  g_test_add_func ("/pe/table-of-zeros", test_table_of_zeros);
  g_test_add_func ("/pe/rest-of-table", test_rest_of_table);
  g_test_add_func ("/pe/misused-slot", test_misused_slot);
  return g_test_run ();
}
