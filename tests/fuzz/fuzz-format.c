/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/der.h"
#include "core/cms/signed-data.h"
#include "core/format/format.h"
#include "core/format/subject.h"
#include "tests/fuzz/inside.h"
#include "tests/fuzz/seed.h"
#include "tests/support/samples.h"

/* One format, SGN_FUZZ_FORMAT, on whatever octets there are: open, read, check, put, remove, and
 * what is inside. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GPtrArray *
make_signatures (guint count)
{
  GPtrArray *signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (signatures, sgn_der_encode (0x30, "signature", 9));
  return signatures;
}

static gboolean
has_trailing_data (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (((SgnFinding *) findings->pdata[i])->code == SGN_FINDING_TRAILING_DATA)
      return TRUE;
  return FALSE;
}

/* Of several blocks in a script the last is the signature, so taking it away can leave another. A
 * block that text follows is only a signature if it matches the text before it. */
static gboolean
is_uncertain (const SgnFormat *format, guint count, GPtrArray *findings)
{
  return g_str_equal (format->id, "script") && (count == 0 || has_trailing_data (findings));
}

/* What was put must be found again, whatever the file is. */
static void
put (const SgnFormat *format, SgnInput *input, gpointer self, guint count, gboolean uncertain)
{
  g_autoptr (GPtrArray) signatures = make_signatures (count);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;
  SgnSubject subject = { format, input, self };
  SgnPatch *patch = sgn_subject_put_signatures (&subject, signatures, NULL);
  gpointer again;

  if (patch == NULL)
    return;
  view = sgn_input_new_patched (input, patch, &error);
  g_assert_no_error (error);
  sgn_patch_free (patch);
  again = format->open (view, &error);
  if (uncertain && again == NULL)
    return;
  g_assert_no_error (error);
  found = format->get_signatures (again, &error);
  g_assert_no_error (error);
  if (!uncertain)
    g_assert_cmpuint (found->len, ==, count);
  format->close (again);
}

/* The file with a signature that is nothing but its content; NULL where it takes none. */
static SgnInput *
put_content (const SgnFormat *format, SgnInput *input, gpointer self, GBytes *content)
{
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (SgnPatch) patch = NULL;
  g_autoptr (GError) error = NULL;
  SgnInput *view;

  g_ptr_array_add (signatures, sgn_sample_signature_around (format, content, 40));
  patch = format->put_signatures (self, signatures, NULL);
  if (patch == NULL)
    return NULL;
  view = sgn_input_new_patched (input, patch, &error);
  g_assert_no_error (error);
  return view;
}

/* The content as the verifier takes it: where it stands beside its signature, read back from there.
 * (transfer full) */
static GBytes *
read_back (const SgnFormat *format, gpointer self, GBytes *content)
{
  g_autoptr (GError) error = NULL;
  GBytes *found;

  if (format->get_content == NULL)
    return g_bytes_ref (content);
  found = format->get_content (self, 0, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (found, content));
  return found;
}

/* A content that was made for a file holds for it once it is signed. */
static void
create_and_verify (const SgnFormat *format, SgnInput *input, gpointer self, gboolean page_hashes)
{
  SgnContentOptions options = { .hash = SGN_HASH_SHA256, .page_hashes = page_hashes };
  g_autoptr (GBytes) content = format->create_content (self, &options, NULL, NULL);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_auto (SgnContentResult) result = { 0 };
  g_autoptr (GBytes) found = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;
  gpointer again;

  if (content == NULL)
    return;
  view = put_content (format, input, self, content);
  if (view == NULL)
    return;
  again = format->open (view, &error);
  g_assert_no_error (error);
  found = read_back (format, again, content);
  format->verify_content (again, found, &result, findings, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (result.matches);
  format->close (again);
}

static void
verify (const SgnFormat *format, gpointer self, GBytes *content)
{
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_auto (SgnContentResult) result = { 0 };

  format->verify_content (self, content, &result, findings, NULL, NULL);
}

/* What stands inside of a signature, where its type fits the format. (transfer full) */
static GBytes *
get_inside (const SgnFormat *format, GBytes *signature)
{
  g_autoptr (SgnSignedData) data = sgn_signed_data_parse (signature, NULL);
  GBytes *content = data != NULL ? sgn_signed_data_get_content (data) : NULL;

  if (content == NULL || (format->content_place != SGN_CONTENT_BESIDE &&
                          !g_str_equal (sgn_signed_data_get_content_type (data),
                                        sgn_format_get_content_type (format))))
    return NULL;
  return g_bytes_ref (content);
}

/* The content as the verifier takes it: inside of the signature, beside it, or in either place. */
static void
verify_entry (const SgnFormat *format, gpointer self, GBytes *signature, guint entry)
{
  gboolean is_either = format->content_place == SGN_CONTENT_IN_EITHER;
  g_autoptr (GBytes) inside = get_inside (format, signature);
  g_autoptr (GBytes) beside = NULL;

  if (format->get_content != NULL)
    beside = format->get_content (self, entry, NULL);
  if (inside != NULL && (format->get_content == NULL || is_either))
    verify (format, self, inside);
  else if (inside == NULL && beside != NULL)
    verify (format, self, beside);
}

static void
verify_signatures (const SgnFormat *format, gpointer self)
{
  g_autoptr (GPtrArray) signatures = format->get_signatures (self, NULL);

  for (guint i = 0; signatures != NULL && i < MIN (signatures->len, 4); i++)
    verify_entry (format, self, signatures->pdata[i], i);
}

/* What another file of this format would be signed over, so that nothing fits. (transfer full) */
static GBytes *
make_other (const SgnFormat *format)
{
  const SgnSample *sample;

  if (format->message != NULL) /* signs files of any kind */
    return g_bytes_new_static ("other", 5);
  sample = sgn_sample_get_first (format->id);
  sgn_samples_set_file_name (sample->file_name);
  return sgn_sample_create_content (sample->bytes);
}

static void
verify_other (const SgnFormat *format, gpointer self)
{
  static GBytes *other;

  if (other == NULL)
    other = make_other (format);
  verify (format, self, other);
}

/* With a program given as what was signed. */
static void
verify_beside (const SgnFormat *format, SgnInput *input, gpointer self)
{
  g_autoptr (SgnInput) program = sgn_input_new_for_bytes (sgn_sample_get_plain ("pe"));
  g_autoptr (GBytes) digest = NULL;

  sgn_input_set_beside (input, program);
  verify_signatures (format, self);
  if (format->message != NULL)
    digest = format->message->digest (self, SGN_HASH_SHA256, NULL, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const SgnFormat *format = sgn_format_from_id (SGN_FUZZ_FORMAT);
  g_autoptr (SgnInput) input = sgn_seed_open (format->id, data, size);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  gpointer self;

  if (!format->probe (input))
    return 0;
  self = format->open (input, NULL);
  if (self == NULL)
    return 0;
  verify_signatures (format, self);
  format->find_anomalies (self, findings);
  verify_other (format, self);
  create_and_verify (format, input, self, FALSE);
  if (format->caps & SGN_FORMAT_PAGE_HASHES)
    create_and_verify (format, input, self, TRUE);
  for (guint count = 0; count <= 2; count++)
    put (format, input, self, count, is_uncertain (format, count, findings));
  sgn_fuzz_inside (format, self);
  verify_beside (format, input, self);
  format->close (self);
  return 0;
}
