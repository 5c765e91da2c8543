/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-digest"

#include "config.h"

#include "core/io/digest.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/io/patch.h"

#define LARGE ((gsize) 9 * 1024 * 1024 + 13)

typedef struct {
  char *path;
  guint8 *content;
  SgnInput *input;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  int fd = g_file_open_tmp ("signet-digest-XXXXXX", &self->path, NULL);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  self->content = g_malloc (LARGE);
  for (gsize i = 0; i < LARGE; i++)
    self->content[i] = (guint8) (i * 31 + i / 257);
  g_assert_true (
      g_file_set_contents (self->path, (const char *) self->content, (gssize) LARGE, NULL));
  file = g_file_new_for_path (self->path);
  self->input = sgn_input_new_for_file (file, NULL);
  g_assert_nonnull (self->input);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  sgn_input_unref (self->input);
  g_assert_cmpint (g_remove (self->path), ==, 0);
  g_free (self->content);
  g_free (self->path);
}

static GBytes *
digest_range (SgnInput *input, guint64 offset, guint64 length, SgnHash hash)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  g_autoptr (GError) error = NULL;
  GBytes *digest;

  sgn_ranges_add (ranges, offset, length);
  digest = sgn_digest_range (input, ranges, hash, NULL, &error);
  g_assert_no_error (error);
  return digest;
}

static void
assert_digest (GBytes *digest, SgnHash hash, gconstpointer data, gsize size)
{
  g_autoptr (GBytes) expected = sgn_hash_data (hash, data, size);

  g_assert_nonnull (digest);
  g_assert_true (g_bytes_equal (digest, expected));
}

/* After this a digest that comes out as before was remembered and not read. */
static void
overwrite (Fixture *self)
{
  g_autofree char *other = g_malloc0 (LARGE);
  int fd = open (self->path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, other, LARGE, 0), ==, (gssize) LARGE);
  close (fd);
}

static void
test_all_hashes (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  GBytes *digests[SGN_N_HASHES] = { NULL };

  sgn_ranges_add (ranges, 0, LARGE);
  g_assert_true (
      sgn_digest_ranges (self->input, ranges, (1u << SGN_N_HASHES) - 1, digests, NULL, NULL));
  for (SgnHash hash = 0; hash < SGN_N_HASHES; hash++) {
    assert_digest (digests[hash], hash, self->content, LARGE);
    g_bytes_unref (digests[hash]);
  }
}

static void
test_ranges (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  g_autoptr (GBytes) literal = g_bytes_new_static ("literal", 7);
  g_autoptr (GByteArray) expected = g_byte_array_new ();
  g_autofree guint8 *zeros = g_malloc0 (200000);
  g_autoptr (GBytes) digest = NULL;

  sgn_ranges_add (ranges, 5, 3000000);
  sgn_ranges_add (ranges, 8, 0);
  sgn_ranges_add_bytes (ranges, literal);
  sgn_ranges_add (ranges, 1, 2);
  sgn_ranges_add_zeros (ranges, 200000);
  sgn_ranges_add_zeros (ranges, 0);
  g_byte_array_append (expected, &self->content[5], 3000000);
  g_byte_array_append (expected, (const guint8 *) "literal", 7);
  g_byte_array_append (expected, &self->content[1], 2);
  g_byte_array_append (expected, zeros, 200000);
  digest = sgn_digest_range (self->input, ranges, SGN_HASH_SHA384, NULL, NULL);
  assert_digest (digest, SGN_HASH_SHA384, expected->data, expected->len);
}

static void
test_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  g_autoptr (GBytes) digest = sgn_digest_range (self->input, ranges, SGN_HASH_SHA256, NULL, NULL);

  assert_digest (digest, SGN_HASH_SHA256, "", 0);
}

static void
assert_outside (SgnInput *input, guint64 offset, guint64 length)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  g_autoptr (GError) error = NULL;
  GBytes *digests[SGN_N_HASHES] = { NULL };

  sgn_ranges_add (ranges, 0, 1);
  sgn_ranges_add (ranges, offset, length);
  g_assert_false (sgn_digest_ranges (input, ranges, 1u << SGN_HASH_SHA1, digests, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  g_assert_null (digests[SGN_HASH_SHA1]);
}

static void
test_outside (Fixture *self, gconstpointer data)
{
  assert_outside (self->input, LARGE, 1);
  assert_outside (self->input, 1, LARGE);
  assert_outside (self->input, G_MAXUINT64, 1);
  assert_outside (self->input, G_MAXUINT64, G_MAXUINT64);
  assert_outside (self->input, 1, G_MAXUINT64);
  assert_outside (self->input, G_MAXUINT64 - 1, 1);
}

static void
test_remembered (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) first = digest_range (self->input, 0, LARGE, SGN_HASH_SHA256);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) other_hash = NULL;
  g_autoptr (GBytes) other_range = NULL;
  g_autofree guint8 *zeros = g_malloc0 (LARGE);

  overwrite (self);
  again = digest_range (self->input, 0, LARGE, SGN_HASH_SHA256);
  g_assert_true (g_bytes_equal (first, again));
  other_hash = digest_range (self->input, 0, LARGE, SGN_HASH_SHA1);
  assert_digest (other_hash, SGN_HASH_SHA1, zeros, LARGE);
  other_range = digest_range (self->input, 0, LARGE - 1, SGN_HASH_SHA256);
  assert_digest (other_range, SGN_HASH_SHA256, zeros, LARGE - 1);
}

static SgnInput *
make_view (SgnInput *base, guint64 offset, guint64 length, const char *text)
{
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  SgnInput *view;

  sgn_patch_replace (patch, offset, length, bytes);
  view = sgn_input_new_patched (base, patch, NULL);
  g_assert_nonnull (view);
  return view;
}

/* What stands around the patched octets was hashed before, also cut in other places. */
/* All that was asked for comes out of one pass, whatever is asked first. */
static void
test_kept (Fixture *self, gconstpointer data)
{
  static const gsize sizes[] = { 100, LARGE };
  GBytes *sha256[2] = { NULL };

  sgn_input_keep_digests (self->input, 1u << SGN_HASH_SHA1 | 1u << SGN_HASH_SHA384);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    sha256[i] = digest_range (self->input, 0, sizes[i], SGN_HASH_SHA256);
  overwrite (self);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GBytes) again = digest_range (self->input, 0, sizes[i], SGN_HASH_SHA256);
    g_autoptr (GBytes) sha1 = digest_range (self->input, 0, sizes[i], SGN_HASH_SHA1);
    g_autoptr (GBytes) sha384 = digest_range (self->input, 0, sizes[i], SGN_HASH_SHA384);

    g_assert_true (g_bytes_equal (sha256[i], again));
    assert_digest (sha256[i], SGN_HASH_SHA256, self->content, sizes[i]);
    assert_digest (sha1, SGN_HASH_SHA1, self->content, sizes[i]);
    assert_digest (sha384, SGN_HASH_SHA384, self->content, sizes[i]);
    g_bytes_unref (sha256[i]);
  }
}

static void
test_remembered_for_views (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnRanges) before = sgn_ranges_new ();
  g_autoptr (SgnRanges) after = sgn_ranges_new ();
  g_autoptr (SgnInput) one = make_view (self->input, 100, 4, "12345678");
  g_autoptr (SgnInput) two = make_view (one, LARGE + 4, 0, "pad");
  g_autoptr (GBytes) pad = g_bytes_new_static ("pad", 3);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) again = NULL;

  sgn_ranges_add (before, 0, 100);
  sgn_ranges_add (before, 104, LARGE - 104);
  sgn_ranges_add_bytes (before, pad);
  first = sgn_digest_range (self->input, before, SGN_HASH_SHA256, NULL, NULL);
  overwrite (self);
  sgn_ranges_add (after, 0, 50);
  sgn_ranges_add (after, 50, 50);
  sgn_ranges_add (after, 108, LARGE - 104 + 1);
  sgn_ranges_add (after, LARGE + 5, 2);
  again = sgn_digest_range (two, after, SGN_HASH_SHA256, NULL, NULL);
  g_assert_nonnull (first);
  g_assert_nonnull (again);
  g_assert_true (g_bytes_equal (first, again));
}

/* Literal octets belong to what is remembered, not only their place. */
static void
test_not_mixed_up (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) one = make_view (self->input, 100, 4, "abcd");
  g_autoptr (SgnInput) two = make_view (self->input, 100, 4, "abce");
  g_autoptr (GBytes) first = digest_range (one, 0, LARGE, SGN_HASH_SHA256);
  g_autoptr (GBytes) second = digest_range (two, 0, LARGE, SGN_HASH_SHA256);

  memcpy (&self->content[100], "abcd", 4);
  assert_digest (first, SGN_HASH_SHA256, self->content, LARGE);
  memcpy (&self->content[100], "abce", 4);
  assert_digest (second, SGN_HASH_SHA256, self->content, LARGE);
}

typedef struct {
  guint calls;
  guint64 done;
  guint64 total;
  GCancellable *cancel;
} Progress;

static void
on_progress (guint64 done, guint64 total, gpointer user_data)
{
  Progress *self = user_data;

  g_assert_cmpuint (done, >, self->done);
  g_assert_cmpuint (done, <=, total);
  self->calls++;
  self->done = done;
  self->total = total;
  if (self->cancel != NULL)
    g_cancellable_cancel (self->cancel);
}

static void
test_progress (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnInput) view = make_view (self->input, 0, 0, "x");
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (GBytes) again = NULL;
  Progress progress = { 0 };

  sgn_input_set_progress (view, on_progress, &progress);
  digest = digest_range (view, 0, LARGE + 1, SGN_HASH_SHA256);
  g_assert_cmpuint (progress.calls, ==, 3);
  g_assert_cmpuint (progress.done, ==, LARGE + 1);
  g_assert_cmpuint (progress.total, ==, LARGE + 1);
  again = digest_range (view, 0, LARGE + 1, SGN_HASH_SHA256);
  g_assert_cmpuint (progress.calls, ==, 3);
  sgn_input_set_progress (view, NULL, NULL);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) digest = NULL;
  Progress progress = { .cancel = cancellable };

  sgn_ranges_add (ranges, 0, LARGE);
  sgn_input_set_progress (self->input, on_progress, &progress);
  g_assert_null (sgn_digest_range (self->input, ranges, SGN_HASH_SHA256, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (progress.calls, ==, 1);
  sgn_input_set_progress (self->input, NULL, NULL);
  digest = digest_range (self->input, 0, LARGE, SGN_HASH_SHA256);
  assert_digest (digest, SGN_HASH_SHA256, self->content, LARGE);
}

static void
test_shrunk (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  g_autoptr (GError) error = NULL;

  sgn_ranges_add (ranges, 0, LARGE);
  g_assert_cmpint (truncate (self->path, 1000000), ==, 0);
  g_assert_null (sgn_digest_range (self->input, ranges, SGN_HASH_SHA256, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
}

#define ADD(name, func) g_test_add ("/digest/" name, Fixture, NULL, set_up, func, tear_down)

/* Parts of two inputs that are in the same place of theirs are not the same. */
static void
test_inputs (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  g_autoptr (GBytes) flipped = NULL;
  g_autoptr (SgnInput) other = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) expected = NULL;
  g_autoptr (GError) error = NULL;
  guint8 *copy = g_memdup2 (self->content, LARGE);

  copy[0] ^= 1;
  expected = sgn_hash_data (SGN_HASH_SHA256, copy, LARGE);
  flipped = g_bytes_new_take (copy, LARGE);
  other = sgn_input_new_for_bytes (flipped);
  sgn_patch_replace_by (patch, 0, 0, other);
  view = sgn_input_new_patched (self->input, patch, &error);
  g_assert_no_error (error);
  first = digest_range (view, LARGE, LARGE, SGN_HASH_SHA256);
  second = digest_range (view, 0, LARGE, SGN_HASH_SHA256);
  again = digest_range (view, 0, LARGE, SGN_HASH_SHA256);
  g_assert_false (g_bytes_equal (first, second));
  g_assert_true (g_bytes_equal (second, expected));
  g_assert_true (g_bytes_equal (second, again));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("all-hashes", test_all_hashes);
  ADD ("ranges", test_ranges);
  ADD ("nothing", test_nothing);
  ADD ("outside", test_outside);
  ADD ("remembered", test_remembered);
  ADD ("kept", test_kept);
  ADD ("remembered-for-views", test_remembered_for_views);
  ADD ("inputs", test_inputs);
  ADD ("not-mixed-up", test_not_mixed_up);
  ADD ("progress", test_progress);
  ADD ("cancelled", test_cancelled);
  ADD ("shrunk", test_shrunk);
  return g_test_run ();
}
