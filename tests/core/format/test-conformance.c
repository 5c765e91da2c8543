/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/base/error.h"
#include "core/format/format.h"
#include "core/format/subject.h"
#include "tests/support/coverage.h"
#include "tests/support/samples.h"

/* What every format promises, on every sample of it. */

#define CUTS  400
#define FLIPS 3000

static GBytes *
make_signature (const SgnSample *sample, guint size)
{
  g_autoptr (GBytes) content = NULL;

  if (!sample->is_signature)
    return sgn_sample_signature (size);
  content = sgn_sample_create_content (sample->bytes);
  return sgn_sample_signature_around (sgn_format_from_id (sample->format), content, size);
}

static GPtrArray *
make_signatures (const SgnSample *sample, guint count)
{
  GPtrArray *signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (signatures, make_signature (sample, 100 + 3 * i));
  return signatures;
}

static SgnSubject *
open_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (SgnInput) input = sgn_sample_open (bytes);

  return sgn_subject_open (input, error);
}

static SgnSubject *
open_good (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  SgnSubject *subject = open_bytes (bytes, &error);

  g_assert_no_error (error);
  return subject;
}

static GBytes *
create (SgnSubject *subject, SgnHash hash, gboolean page_hashes, GError **error)
{
  SgnContentOptions options = { .hash = hash, .page_hashes = page_hashes };

  return subject->format->create_content (subject->self, &options, NULL, error);
}

/* The sample with a signature around @content. */
/* As signing does it: put into the file that the content was just made for. */
static GBytes *
put_content (const SgnSample *sample, GBytes *content, SgnHash hash)
{
  SgnContentOptions options = { .hash = hash };
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (SgnSubject) subject = open_good (sample->bytes);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (SgnPatch) patch = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;

  again = subject->format->create_content (subject->self, &options, NULL, &error);
  g_assert_no_error (error);
  if (sample->is_signature)
    g_ptr_array_add (one, sgn_sample_signature_around (subject->format, content, 100));
  else
    g_ptr_array_add (one, sgn_sample_signature_for (content));
  patch = subject->format->put_signatures (subject->self, one, &error);
  g_assert_no_error (error);
  view = sgn_input_new_patched (subject->input, patch, &error);
  g_assert_no_error (error);
  return sgn_sample_read (view);
}

static void
assert_signatures (GBytes *file, GPtrArray *expected)
{
  g_autoptr (SgnSubject) subject = open_good (file);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  found = subject->format->get_signatures (subject->self, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, expected->len);
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpmem (g_bytes_get_data (found->pdata[i], NULL),
                     g_bytes_get_size (found->pdata[i]),
                     g_bytes_get_data (expected->pdata[i], NULL),
                     g_bytes_get_size (expected->pdata[i]));
}

static void
assert_no_findings (GBytes *file)
{
  g_autoptr (SgnSubject) subject = open_good (file);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();

  subject->format->find_anomalies (subject->self, findings);
  for (guint i = 0; i < findings->len; i++) {
    const SgnFinding *finding = findings->pdata[i];

    /* That is so from the start, or because the signature is none. */
    if (finding->code == SGN_FINDING_PART_OF_SET || finding->code == SGN_FINDING_NAMES_UNSIGNED)
      continue;
    g_error ("unexpected finding %s", sgn_finding_code_to_id (finding->code));
  }
}

/* Does @content hold for @file? */
static gboolean
verifies (GBytes *file, GBytes *content, SgnHash hash)
{
  g_autoptr (SgnSubject) subject = open_good (file);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_auto (SgnContentResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  if (subject->format->get_content != NULL) {
    g_autoptr (GBytes) found = subject->format->get_content (subject->self, 0, NULL);

    return found != NULL && g_bytes_equal (found, content);
  }
  subject->format->verify_content (subject->self, content, &result, findings, NULL, &error);
  g_assert_no_error (error);
  /* A content that is the whole of what is signed has no digest inside. */
  if (result.stored == NULL)
    return result.matches;
  g_assert_true (result.hash_known);
  hash = sgn_subject_choose_hash (subject, hash);
  g_assert_cmpint (result.hash, ==, hash);
  g_assert_cmpuint (g_bytes_get_size (result.stored), >=, sgn_hash_get_size (hash));
  g_assert_cmpint (result.matches,
                   ==,
                   result.computed != NULL && g_bytes_equal (result.stored, result.computed));
  return result.matches;
}

static void
test_detect (gconstpointer data)
{
  const SgnSample *sample = data;
  const SgnFormat *const *formats = sgn_format_get_all ();
  g_autoptr (SgnInput) input = sgn_sample_open (sample->bytes);

  for (gsize i = 0; formats[i] != NULL; i++)
    g_assert_cmpint (formats[i]->probe (input), ==, g_str_equal (formats[i]->id, sample->format));
  g_assert_true (sgn_format_detect (input) == sgn_format_from_id (sample->format));
}

static void
test_unsigned (gconstpointer data)
{
  const SgnSample *sample = data;
  g_autoptr (GPtrArray) none = make_signatures (sample, 0);
  g_autoptr (SgnSubject) subject = open_good (sample->bytes);

  assert_signatures (sample->bytes, none);
  assert_no_findings (sample->bytes);
  g_assert_nonnull (sgn_subject_get_title (subject));
}

static void
test_refused (gconstpointer data)
{
  const SgnSample *sample = data;
  g_autoptr (GPtrArray) one = make_signatures (sample, 1);
  g_autoptr (SgnSubject) subject = open_good (sample->bytes);
  g_autoptr (GError) error = NULL;

  g_assert_null (create (subject, SGN_HASH_SHA256, FALSE, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
  g_clear_error (&error);
  g_assert_null (subject->format->put_signatures (subject->self, one, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
}

static void
test_every_digest (gconstpointer data)
{
  const SgnSample *sample = data;

  for (SgnHash hash = 0; hash < SGN_N_HASHES; hash++) {
    g_autoptr (SgnSubject) before = open_good (sample->bytes);
    g_autoptr (SgnSubject) after = NULL;
    g_autoptr (GBytes) signed_file = NULL;
    g_autoptr (GBytes) content = NULL;
    g_autoptr (GBytes) again = NULL;
    g_autoptr (GError) error = NULL;

    content = create (before, hash, FALSE, &error);
    if (sgn_hash_is_weak (hash) && g_error_matches (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE))
      continue;
    g_assert_no_error (error);
    signed_file = put_content (sample, content, hash);
    after = open_good (signed_file);
    again = create (after, hash, FALSE, &error);
    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (content, again));
    g_assert_true (verifies (signed_file, content, hash));
  }
}

static void
test_page_hashes (gconstpointer data)
{
  const SgnSample *sample = data;
  g_autoptr (SgnSubject) subject = open_good (sample->bytes);
  g_autoptr (GPtrArray) one = make_signatures (sample, 1);
  g_autoptr (GBytes) signed_file = sgn_sample_put (sample->bytes, one);

  for (SgnHash hash = SGN_HASH_SHA1; hash < SGN_N_HASHES; hash++) {
    g_autoptr (GBytes) plain = create (subject, hash, FALSE, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) content = create (subject, hash, TRUE, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (g_bytes_get_size (content), >, g_bytes_get_size (plain));
    g_assert_true (verifies (signed_file, content, hash));
  }
}

static void
test_round_trip (gconstpointer data)
{
  const SgnSample *sample = data;
  g_autoptr (GBytes) file = g_bytes_ref (sample->bytes);
  g_autoptr (SgnSubject) subject = open_good (sample->bytes);
  gboolean appends = (sgn_subject_get_caps (subject) & SGN_FORMAT_APPENDS_ENTRIES) != 0;

  for (guint round = 1; round <= 3; round++) {
    g_autoptr (GPtrArray) signatures = make_signatures (sample, appends ? round : 1);
    GBytes *next = sgn_sample_put (file, signatures);
    g_bytes_unref (file);
    file = next;
    assert_signatures (file, signatures);
    assert_no_findings (file);
  }
}

static void
test_remove (gconstpointer data)
{
  const SgnSample *sample = data;
  SgnFormatCaps caps = sgn_format_from_id (sample->format)->caps;
  g_autoptr (GPtrArray) none = make_signatures (sample, 0);
  g_autoptr (GPtrArray) one = make_signatures (sample, 1);
  g_autoptr (GBytes) signed_file = sgn_sample_put (sample->bytes, one);
  g_autoptr (GBytes) removed = NULL;

  g_assert_true (caps & SGN_FORMAT_CAN_REMOVE);
  removed = sgn_sample_put (signed_file, none);
  assert_signatures (removed, none);
  assert_no_findings (removed);
  if (sample->restored || (caps & SGN_FORMAT_REMOVE_IDENTICAL))
    g_assert_true (g_bytes_equal (removed, sample->bytes));
}

static GBytes *
flip (GBytes *file, gsize offset)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);
  guint8 *copy = g_memdup2 (data, size);

  copy[offset] ^= 0x40;
  return g_bytes_new_take (copy, size);
}

static gboolean
is_found (GBytes *file)
{
  g_autoptr (SgnSubject) subject = open_good (file);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();

  subject->format->find_anomalies (subject->self, findings);
  for (guint i = 0; i < findings->len; i++)
    if (((const SgnFinding *) findings->pdata[i])->severity > SGN_SEVERITY_NOTE)
      return TRUE;
  return FALSE;
}

/* A flipped octet makes another digest or a file that cannot be read any more, or is found. */
static void
test_flip (gconstpointer data)
{
  const SgnSample *sample = data;
  gsize size = g_bytes_get_size (sample->bytes);
  g_autoptr (SgnSubject) original = open_good (sample->bytes);
  g_autoptr (GBytes) content = create (original, SGN_HASH_SHA256, FALSE, NULL);
  g_autoptr (GBytes) signed_file = put_content (sample, content, SGN_HASH_SHA256);

  for (gsize offset = 0; offset < size; offset += 1 + size / FLIPS) {
    g_autoptr (GBytes) file = flip (signed_file, offset);
    g_autoptr (SgnSubject) subject = open_bytes (file, NULL);

    if (subject != NULL && !coverage_is_excluded (sample, offset) &&
        verifies (file, content, SGN_HASH_SHA256) && !is_found (file))
      g_error ("octet %" G_GSIZE_FORMAT " is not covered", offset);
  }
}

static void
use_everything (const SgnSample *sample, SgnSubject *subject, GBytes *content)
{
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_autoptr (GPtrArray) signatures = subject->format->get_signatures (subject->self, NULL);
  g_autoptr (GPtrArray) one = make_signatures (sample, 1);
  g_autoptr (GBytes) created = create (subject, SGN_HASH_SHA256, TRUE, NULL);
  g_auto (SgnContentResult) result = { 0 };
  SgnPatch *patch = subject->format->put_signatures (subject->self, one, NULL);

  g_clear_pointer (&patch, sgn_patch_free);
  subject->format->find_anomalies (subject->self, findings);
  subject->format->verify_content (subject->self, content, &result, findings, NULL, NULL);
}

static void
test_cut (gconstpointer data)
{
  const SgnSample *sample = data;
  g_autoptr (SgnSubject) original = open_good (sample->bytes);
  g_autoptr (GBytes) content = create (original, SGN_HASH_SHA256, TRUE, NULL);
  g_autoptr (GBytes) signed_file = put_content (sample, content, SGN_HASH_SHA256);
  gsize size = g_bytes_get_size (signed_file);

  for (gsize length = 0; length < size; length += 1 + size / CUTS) {
    g_autoptr (GBytes) file = g_bytes_new_from_bytes (signed_file, 0, length);
    g_autoptr (GError) error = NULL;
    g_autoptr (SgnSubject) subject = open_bytes (file, &error);

    if (subject != NULL) {
      use_everything (sample, subject, content);
      continue;
    }
    g_assert_true (g_error_matches (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED) ||
                   g_error_matches (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED) ||
                   g_error_matches (error, SGN_ERROR, SGN_ERROR_FORMAT_UNSUPPORTED));
    /* Its sentence says all about a kind that is none. */
    if (!g_error_matches (error, SGN_ERROR, SGN_ERROR_FORMAT_UNSUPPORTED))
      g_assert_cmpstr (error->message, !=, "");
  }
}

typedef struct {
  const SgnSample *sample;
  GTestDataFunc func;
} Case;

static void
run_case (gconstpointer data)
{
  const Case *test = data;

  sgn_samples_set_file_name (test->sample->file_name);
  test->func (test->sample);
  sgn_samples_set_file_name (NULL);
}

static void
add (const SgnSample *sample, const char *what, GTestDataFunc func)
{
  g_autofree char *path = g_strdup_printf ("/%s/%s/%s", sample->format, sample->name, what);
  Case *test = g_new (Case, 1);

  *test = (Case){ sample, func };
  g_test_add_data_func_full (path, test, run_case, g_free);
}

static void
add_sample (const SgnSample *sample)
{
  add (sample, "detect", test_detect);
  if (sample->is_message)
    return;
  add (sample, "unsigned", test_unsigned);
  if (!sample->signable) {
    add (sample, "refused", test_refused);
    return;
  }
  add (sample, "every-digest", test_every_digest);
  if (sgn_format_from_id (sample->format)->caps & SGN_FORMAT_PAGE_HASHES)
    add (sample, "page-hashes", test_page_hashes);
  add (sample, "round-trip", test_round_trip);
  add (sample, "remove", test_remove);
  add (sample, "flip", test_flip);
  add (sample, "cut", test_cut);
}

static void
test_all_have_samples (gconstpointer data)
{
  const GPtrArray *samples = data;
  const SgnFormat *const *formats = sgn_format_get_all ();

  for (gsize i = 0; formats[i] != NULL; i++) {
    gboolean found = FALSE;

    for (guint j = 0; j < samples->len; j++)
      found = found || g_str_equal (((SgnSample *) samples->pdata[j])->format, formats[i]->id);
    g_assert_true (found);
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) samples = NULL;

  g_test_init (&argc, &argv, NULL);
  samples = sgn_samples_new ();
  g_test_add_data_func ("/all-formats-have-samples", samples, test_all_have_samples);
  for (guint i = 0; i < samples->len; i++)
    add_sample (samples->pdata[i]);
  return g_test_run ();
}
