/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/asn1/der.h"
#include "core/base/error.h"
#include "core/revocation/lists.h"
#include "tests/support/test-crl.h"

#define NOBODY 65534
#define MIB    (1024 * 1024)

typedef struct {
  char *folder;
  TestCert *root;
  TestCert *leaf;
  GBytes *der;
  GBytes *pem;
  SgnRevocationLists *lists;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->folder = test_dir_new ();
  f->root = test_root_new ("Root");
  f->leaf = test_signer_new (f->root, "Leaf", NULL);
  f->der = test_crl_new (f->root, &(TestCrlSpec){ .revoked = f->leaf, .n_others = 5 });
  f->pem = test_crl_to_pem (f->der);
  f->lists = sgn_revocation_lists_new ();
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  sgn_revocation_lists_unref (f->lists);
  g_bytes_unref (f->pem);
  g_bytes_unref (f->der);
  test_cert_free (f->leaf);
  test_cert_free (f->root);
  test_dir_remove (f->folder);
}

/* A file of some parts, up to NULL. (transfer full) */
static GFile *
write_parts (Fixture *f, const char *name, GBytes *first, ...)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  va_list list;

  va_start (list, first);
  for (GBytes *part = first; part != NULL; part = va_arg (list, GBytes *))
    g_string_append_len (text, g_bytes_get_data (part, NULL), (gssize) g_bytes_get_size (part));
  va_end (list);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return g_file_new_for_path (path);
}

static void
assert_added (Fixture *f, GFile *file, guint count)
{
  g_autoptr (GError) error = NULL;
  guint before = sgn_revocation_lists_get_size (f->lists);
  gboolean added = sgn_revocation_lists_add_path (f->lists, file, &error);

  g_assert_no_error (error);
  g_assert_true (added);
  g_assert_cmpuint (sgn_revocation_lists_get_size (f->lists), ==, before + count);
  g_object_unref (file);
}

/* Nothing of the file is kept, and the message names it. */
static void
assert_refused (Fixture *f, GFile *file, const char *name, SgnError code)
{
  g_autoptr (GError) error = NULL;
  guint before = sgn_revocation_lists_get_size (f->lists);

  g_assert_false (sgn_revocation_lists_add_path (f->lists, file, &error));
  g_assert_error (error, SGN_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_cmpuint (sgn_revocation_lists_get_size (f->lists), ==, before);
  g_object_unref (file);
}

static void
test_files (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) words = g_bytes_new_static ("Issuer: Root\n\n", 14);
  g_autoptr (GPtrArray) found = NULL;

  assert_added (f, write_parts (f, "a.crl", f->der, NULL), 1);
  assert_added (f, write_parts (f, "b.crl", f->pem, NULL), 1);
  assert_added (f, write_parts (f, "c.crl", f->der, f->der, f->der, NULL), 3);
  assert_added (f, write_parts (f, "d.crl", words, f->pem, words, f->pem, words, NULL), 2);
  found = sgn_revocation_lists_find (f->lists, X509_get_subject_name (f->root->x509));
  g_assert_cmpuint (found->len, ==, 7);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = sgn_revocation_lists_find (f->lists, X509_get_subject_name (f->leaf->x509));
  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_damaged (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (f->der, 0, g_bytes_get_size (f->der) - 1);
  g_autoptr (GBytes) cut_pem = g_bytes_new_from_bytes (f->pem, 0, g_bytes_get_size (f->pem) - 30);
  g_autoptr (GBytes) zero = g_bytes_new_static ("\0\0", 2);
  g_autoptr (GBytes) words = g_bytes_new_static ("Hello\n", 6);
  g_autoptr (GBytes) sequence = g_bytes_new_static ("\x30\x03\x02\x01\x01", 5);
  g_autoptr (GBytes) sequence_pem = test_crl_to_pem (sequence);
  g_autoptr (GBytes) nothing = g_bytes_new_static (NULL, 0);
  g_autoptr (GBytes) certificate = g_bytes_ref (sgn_certificate_get_der (f->root->certificate));

  assert_refused (f, write_parts (f, "cut", cut, NULL), "cut", SGN_ERROR_FILE_DAMAGED);
  assert_refused (f, write_parts (f, "cut.pem", cut_pem, NULL), "cut.pem", SGN_ERROR_FILE_DAMAGED);
  assert_refused (f, write_parts (f, "two", f->der, zero, NULL), "two", SGN_ERROR_FILE_DAMAGED);
  assert_refused (f, write_parts (f, "one", f->der, cut, NULL), "one", SGN_ERROR_FILE_DAMAGED);
  assert_refused (f,
                  write_parts (f, "pair", f->pem, cut_pem, NULL),
                  "pair",
                  SGN_ERROR_FILE_DAMAGED);
  assert_refused (f, write_parts (f, "words", words, NULL), "words", SGN_ERROR_FILE_DAMAGED);
  assert_refused (f, write_parts (f, "seq", sequence, NULL), "seq", SGN_ERROR_FILE_DAMAGED);
  assert_refused (f,
                  write_parts (f, "pem", f->pem, sequence_pem, NULL),
                  "pem",
                  SGN_ERROR_FILE_DAMAGED);
  assert_refused (f, write_parts (f, "empty", nothing, NULL), "empty", SGN_ERROR_FILE_DAMAGED);
  assert_refused (f, write_parts (f, "cert", certificate, NULL), "cert", SGN_ERROR_FILE_DAMAGED);
}

static void
test_missing (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->folder, "missing.crl", NULL);

  assert_refused (f, g_file_new_for_path (path), "missing.crl", SGN_ERROR_FILE_UNREADABLE);
}

/* Nobody writes into it: whoever opened it would wait for ever. */
static void
test_pipe (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->folder, "pipe.crl", NULL);

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  assert_refused (f, g_file_new_for_path (path), "pipe.crl", SGN_ERROR_FILE_UNREADABLE);
}

static void
test_huge (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->folder, "huge.crl", NULL);
  FILE *stream = g_fopen (path, "wb");

  if (stream == NULL)
    g_error ("cannot write");
  g_assert_cmpint (fputc (0x30, stream), ==, 0x30);
  g_assert_cmpint (fseek (stream, 40 * 1024 * 1024, SEEK_SET), ==, 0);
  g_assert_cmpint (fputc (0, stream), ==, 0);
  g_assert_cmpint (fclose (stream), ==, 0);
  assert_refused (f, g_file_new_for_path (path), "huge.crl", SGN_ERROR_FILE_DAMAGED);
  assert_refused (f, g_file_new_for_path ("/dev/zero"), "zero", SGN_ERROR_FILE_UNREADABLE);
}

static void
test_folder (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) words = g_bytes_new_static ("Hello\n", 6);
  g_autofree char *name = g_path_get_basename (f->folder);
  g_autofree char *below = g_build_filename (f->folder, "below.crl", NULL);

  assert_refused (f, g_file_new_for_path (f->folder), name, SGN_ERROR_FILE_DAMAGED);
  g_object_unref (write_parts (f, "read.me", words, NULL));
  assert_refused (f, g_file_new_for_path (f->folder), name, SGN_ERROR_FILE_DAMAGED);
  g_object_unref (write_parts (f, "a.crl", f->der, NULL));
  g_object_unref (write_parts (f, "b", f->pem, f->pem, NULL));
  g_assert_cmpint (g_mkdir (below, 0700), ==, 0);
  assert_added (f, g_file_new_for_path (f->folder), 3);
  g_assert_cmpint (g_rmdir (below), ==, 0);
}

static void
test_damaged_in_folder (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) words = g_bytes_new_static ("Hello\n", 6);
  g_autoptr (GFile) folder = g_file_new_for_path (f->folder);
  g_autoptr (GError) error = NULL;

  g_object_unref (write_parts (f, "a.crl", f->der, NULL));
  g_object_unref (write_parts (f, "b.CRL", words, NULL));
  g_assert_false (sgn_revocation_lists_add_path (f->lists, folder, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  g_assert_nonnull (strstr (error->message, "b.CRL"));
}

static void
append (GByteArray *array, GBytes *part)
{
  g_byte_array_append (array, g_bytes_get_data (part, NULL), (guint) g_bytes_get_size (part));
}

/* What somebody put into a signature is taken as far as it can be read. */
static void
test_found (Fixture *f, gconstpointer unused)
{
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  g_autoptr (GBytes) data = NULL;

  append (octets, f->der);
  g_byte_array_append (octets, (const guint8 *) "\xa1\x02\x05\x00\x30\x00", 6);
  append (octets, f->der);
  g_byte_array_append (octets, (const guint8 *) "\x30\x80", 2);
  data = g_bytes_new (octets->data, octets->len);
  sgn_revocation_lists_add_found (f->lists, data);
  g_assert_cmpuint (sgn_revocation_lists_get_size (f->lists), ==, 2);
}

/* The list with another @count bytes in an extension that nobody has to know. Its signature is that
 * of the list as it was. */
static GBytes *
pad (GBytes *list, gsize count)
{
  g_autofree guint8 *zeros = g_malloc0 (count);
  SgnDer rest = sgn_der_from_bytes (list);
  SgnDerElement whole, tbs;
  GBytes *extension;
  GBytes *extensions;

  g_assert_true (sgn_der_expect (&rest, SGN_TAG_SEQUENCE, &whole, NULL));
  g_assert_true (sgn_der_expect (&whole.content, SGN_TAG_SEQUENCE, &tbs, NULL));
  extension = sgn_der_wrap (SGN_TAG_SEQUENCE,
                            sgn_der_encode_oid ("1.2.3.4"),
                            sgn_der_encode (SGN_TAG_OCTETS, zeros, count),
                            NULL);
  extensions = sgn_der_wrap (0xa0, sgn_der_wrap (SGN_TAG_SEQUENCE, extension, NULL), NULL);
  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_wrap (SGN_TAG_SEQUENCE,
                                     sgn_der_to_bytes (tbs.content),
                                     extensions,
                                     NULL),
                       sgn_der_to_bytes (whole.content),
                       NULL);
}

static GBytes *
pad_to (GBytes *list, gsize size)
{
  gsize count = size - 4096;
  g_autoptr (GBytes) nearly = pad (list, count);
  GBytes *padded = pad (list, count + size - g_bytes_get_size (nearly));

  g_assert_cmpuint (g_bytes_get_size (padded), ==, size);
  return padded;
}

static GFile *
write_padded (Fixture *f, const char *name, gsize size)
{
  g_autoptr (GBytes) padded = pad_to (f->der, size);

  return write_parts (f, name, padded, NULL);
}

static void
test_size_found (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) largest = pad_to (f->der, MIB);
  g_autoptr (GBytes) too_large = pad_to (f->der, MIB + 1);

  sgn_revocation_lists_add_found (f->lists, too_large);
  g_assert_cmpuint (sgn_revocation_lists_get_size (f->lists), ==, 0);
  sgn_revocation_lists_add_found (f->lists, largest);
  g_assert_cmpuint (sgn_revocation_lists_get_size (f->lists), ==, 1);
}

/* 32 MiB for a file, 128 MiB in total. */
static void
test_size (Fixture *f, gconstpointer unused)
{
  g_autoptr (GFile) largest = write_padded (f, "largest", 32 * MIB);

  assert_refused (f, write_padded (f, "large", 32 * MIB + 1), "large", SGN_ERROR_FILE_DAMAGED);
  for (guint i = 0; i < 4; i++)
    assert_added (f, g_object_ref (largest), 1);
  assert_refused (f, write_parts (f, "more", f->der, NULL), "many", SGN_ERROR_FILE_DAMAGED);
}

static void
test_count (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) list = test_crl_new (f->root, &(TestCrlSpec){ 0 });
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  g_autoptr (GBytes) data = NULL;

  for (guint i = 0; i < 10000; i++)
    append (octets, list);
  data = g_bytes_new (octets->data, octets->len);
  assert_added (f, write_parts (f, "all", data, NULL), 10000);
  assert_refused (f, write_parts (f, "one", list, NULL), "many", SGN_ERROR_FILE_DAMAGED);
}

static void
test_unreadable_folder (Fixture *f, gconstpointer unused)
{
  g_object_unref (write_parts (f, "a.crl", f->der, NULL));
  g_assert_cmpint (chmod (f->folder, 0), ==, 0);
  g_assert_true (getuid () != 0 || seteuid (NOBODY) == 0);
  assert_refused (f, g_file_new_for_path (f->folder), "", SGN_ERROR_FILE_UNREADABLE);
  g_assert_cmpint (seteuid (getuid ()), ==, 0);
  g_assert_cmpint (chmod (f->folder, 0700), ==, 0);
}

/* The lists outlive the set they came from, and a set outlives one of two that hold it. */
static void
test_shared (Fixture *f, gconstpointer unused)
{
  SgnRevocationLists *given = sgn_revocation_lists_new ();
  SgnRevocationLists *held = sgn_revocation_lists_ref (given);
  g_autoptr (GPtrArray) found = NULL;

  sgn_revocation_lists_add_found (given, f->der);
  sgn_revocation_lists_unref (given);
  g_assert_cmpuint (sgn_revocation_lists_get_size (held), ==, 1);
  sgn_revocation_lists_add_all (f->lists, held);
  sgn_revocation_lists_unref (held);
  found = sgn_revocation_lists_find (f->lists, X509_get_subject_name (f->root->x509));
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (sgn_revocation_list_is_signed_by (found->pdata[0], f->root->certificate));
}

/* Each costs a verification. */
static void
test_found_many (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) large = test_crl_new (f->root, &(TestCrlSpec){ .n_others = 50000 });
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  g_autoptr (GBytes) data = NULL;

  append (octets, large);
  for (guint i = 0; i < 200; i++)
    append (octets, f->der);
  data = g_bytes_new (octets->data, octets->len);
  sgn_revocation_lists_add_found (f->lists, data);
  g_assert_cmpuint (sgn_revocation_lists_get_size (f->lists), ==, 63);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/revocation-lists/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("files", test_files);
  ADD ("damaged", test_damaged);
  ADD ("missing", test_missing);
  ADD ("huge", test_huge);
  ADD ("pipe", test_pipe);
  ADD ("folder", test_folder);
  ADD ("damaged-in-folder", test_damaged_in_folder);
  ADD ("found", test_found);
  ADD ("found-many", test_found_many);
  ADD ("size-found", test_size_found);
  ADD ("size", test_size);
  ADD ("count", test_count);
  ADD ("unreadable-folder", test_unreadable_folder);
  ADD ("shared", test_shared);
  return g_test_run ();
}
