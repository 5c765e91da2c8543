/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/der.h"
#include "core/cms/signed-data.h"
#include "core/format/format.h"
#include "tests/fuzz/seed.h"
#include "tests/support/samples.h"

/* One format, SGN_FUZZ_FORMAT, on whatever octets there are: open, read, check, put, remove. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GPtrArray *
make_signatures (guint count)
{
  GPtrArray *signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (signatures, sgn_der_encode (0x30, "signature", 9));
  return signatures;
}

/* Of several blocks in a text the last is the signature, so that taking it away leaves another. */
static gboolean
may_be_left (const SgnFormat *format, guint count)
{
  return count == 0 && g_str_equal (format->id, "script");
}

/* What was put must be found again, whatever the file is. */
static void
put (const SgnFormat *format, SgnInput *input, gpointer self, guint count)
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
  if (may_be_left (format, count) && again == NULL)
    return;
  g_assert_no_error (error);
  found = format->get_signatures (again, &error);
  g_assert_no_error (error);
  if (!may_be_left (format, count))
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

/* A content that was made for a file holds for it once it is signed. */
static void
create_and_verify (const SgnFormat *format, SgnInput *input, gpointer self, gboolean page_hashes)
{
  SgnContentOptions options = { .hash = SGN_HASH_SHA256, .page_hashes = page_hashes };
  g_autoptr (GBytes) content = format->create_content (self, &options, NULL, NULL);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_auto (SgnContentResult) result = { 0 };
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
  format->verify_content (again, content, &result, findings, NULL, &error);
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

/* What a signature was made over, where it stands in this format. (transfer full) */
static GBytes *
get_content (const SgnFormat *format, gpointer self, GBytes *signature, guint entry)
{
  g_autoptr (SgnSignedData) data = NULL;
  GBytes *content;

  if (format->get_content != NULL)
    return format->get_content (self, entry, NULL);
  data = sgn_signed_data_parse (signature, NULL);
  content = data != NULL ? sgn_signed_data_get_content (data) : NULL;
  return content != NULL ? g_bytes_ref (content) : NULL;
}

static void
verify_signatures (const SgnFormat *format, gpointer self)
{
  g_autoptr (GPtrArray) signatures = format->get_signatures (self, NULL);

  for (guint i = 0; signatures != NULL && i < MIN (signatures->len, 4); i++) {
    g_autoptr (GBytes) content = get_content (format, self, signatures->pdata[i], i);

    if (content != NULL)
      verify (format, self, content);
  }
}

/* What another file of this format would be signed over, so that nothing fits. */
static void
verify_other (const SgnFormat *format, gpointer self)
{
  static GBytes *other;

  if (other == NULL)
    other = sgn_sample_create_content (sgn_sample_get_plain (format->id));
  if (other != NULL)
    verify (format, self, other);
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
  format->find_anomalies (self, findings);
  verify_signatures (format, self);
  verify_other (format, self);
  create_and_verify (format, input, self, FALSE);
  if (format->caps & SGN_FORMAT_PAGE_HASHES)
    create_and_verify (format, input, self, TRUE);
  for (guint count = 0; count <= 2; count++)
    put (format, input, self, count);
  format->close (self);
  return 0;
}
