/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/format/msix/msix-package.h"
#include "core/format/subject.h"
#include "tests/support/msix-sample.h"
#include "tests/support/samples.h"

static SgnSubject *
open_bytes (GBytes *file, GError **error)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  SgnSubject *subject = sgn_subject_open (input, error);

  if (subject != NULL)
    g_assert_cmpstr (subject->format->id, ==, "msix");
  return subject;
}

static SgnSubject *
open_good (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  SgnSubject *subject = open_bytes (file, &error);

  g_assert_no_error (error);
  return subject;
}

static GBytes *
make_content (GBytes *file)
{
  const SgnContentOptions options = { .hash = SGN_HASH_SHA256 };
  g_autoptr (SgnSubject) subject = open_good (file);
  g_autoptr (GError) error = NULL;
  GBytes *content;

  content = subject->format->create_content (subject->self, &options, NULL, &error);
  g_assert_no_error (error);
  return content;
}

static GBytes *
sign (GBytes *file, GBytes *content)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_ptr_array_add (one, sgn_sample_signature_for (content));
  return sgn_sample_put (file, one);
}

/* What is wrong with it, at most one finding. (transfer full) */
static SgnFindings *
verify (GBytes *file, GBytes *content, gboolean *matches)
{
  g_autoptr (SgnSubject) subject = open_good (file);
  SgnFindings *findings = sgn_findings_new ();
  g_auto (SgnContentResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  subject->format->verify_content (subject->self, content, &result, findings, NULL, &error);
  g_assert_no_error (error);
  subject->format->find_anomalies (subject->self, findings);
  *matches = result.matches;
  return findings;
}

/* A package that was wrong before it was signed. */
static void
assert_found (GBytes *file, SgnFindingCode code, const char *detail)
{
  g_autoptr (GBytes) content = make_content (file);
  g_autoptr (GBytes) signed_file = sign (file, content);
  g_autoptr (GPtrArray) findings = NULL;
  const SgnFinding *finding;
  gboolean matches;

  findings = verify (signed_file, content, &matches);
  g_assert_true (matches);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_cmpint (finding->code, ==, code);
  g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_CHANGED);
  g_assert_cmpstr (finding->detail, ==, detail);
}

static void
test_signed (void)
{
  g_autoptr (ZipSample) zip = msix_sample_new (SGN_HASH_SHA256, "CN=a", ZIP_SAMPLE_WIDE);
  g_autoptr (GBytes) file = zip_sample_build (zip);
  g_autoptr (GBytes) content = make_content (file);
  g_autoptr (GBytes) signed_file = sign (file, content);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (signed_file);
  g_autoptr (SgnZip) archive = sgn_zip_open (input, NULL);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GBytes) types = NULL;
  gboolean matches;

  findings = verify (signed_file, content, &matches);
  g_assert_true (matches);
  g_assert_cmpuint (findings->len, ==, 0);
  types = sgn_zip_read (archive, sgn_zip_find (archive, MSIX_CONTENT_TYPES), 10000, NULL);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (types, NULL),
                                  (gssize) g_bytes_get_size (types),
                                  "\"/AppxSignature.p7x\""));
}

/* The table fits, but says that it was made by another method, or by one that nobody knows. */
static void
test_other_method (void)
{
  static const char sha256[] = "\x60\x86\x48\x01\x65\x03\x04\x02\x01";
  static const char last[] = { 2, 99 };
  g_autoptr (ZipSample) zip = msix_sample_new (SGN_HASH_SHA256, "CN=a", 0);
  g_autoptr (GBytes) file = zip_sample_build (zip);
  g_autoptr (GBytes) content = make_content (file);
  g_autoptr (GBytes) signed_file = sign (file, content);

  for (gsize i = 0; i < G_N_ELEMENTS (last); i++) {
    gsize size = g_bytes_get_size (content);
    g_autofree char *copy = g_memdup2 (g_bytes_get_data (content, NULL), size);
    char *number = memmem (copy, size, sha256, strlen (sha256));
    g_autoptr (GBytes) other = NULL;
    g_autoptr (GPtrArray) findings = NULL;
    gboolean matches;

    g_assert_nonnull (number);
    number[strlen (sha256) - 1] = last[i];
    other = g_bytes_new (copy, size);
    findings = verify (signed_file, other, &matches);
    g_assert_false (matches);
  }
}

/* Octet for octet: nothing but the signature's own entry escapes. */
static void
test_every_octet (void)
{
  g_autoptr (ZipSample) zip = msix_sample_new (SGN_HASH_SHA256, "CN=a", 0);
  g_autoptr (GBytes) file = zip_sample_build (zip);
  g_autoptr (GBytes) content = make_content (file);
  g_autoptr (GBytes) signed_file = sign (file, content);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (signed_file);
  g_autoptr (SgnZip) archive = sgn_zip_open (input, NULL);
  const SgnZipEntry *signature = sgn_zip_find (archive, MSIX_SIGNATURE);
  gsize size;
  const guint8 *data = g_bytes_get_data (signed_file, &size);

  for (gsize at = 0; at<size; at += at> size - 3000 || at < 100 ? 1 : 97) {
    g_autofree guint8 *copy = g_memdup2 (data, size);
    g_autoptr (GBytes) flipped = NULL;
    g_autoptr (SgnSubject) subject = NULL;
    g_autoptr (GPtrArray) findings = NULL;
    gboolean matches;

    if ((at >= signature->offset && at < signature->end) ||
        (at >= signature->central_offset &&
         at < signature->central_offset + signature->central_size))
      continue;
    copy[at] ^= 0x20;
    flipped = g_bytes_new_take (g_steal_pointer (&copy), size);
    subject = open_bytes (flipped, NULL);
    if (subject == NULL)
      continue;
    findings = verify (flipped, content, &matches);
    if (matches && findings->len == 0)
      g_error ("octet %" G_GSIZE_FORMAT " is not covered", at);
  }
}

static ZipSampleEntry *
get_entry (ZipSample *zip, const char *name)
{
  for (guint i = 0; i < zip->entries->len; i++)
    if (g_str_equal (((ZipSampleEntry *) zip->entries->pdata[i])->name, name))
      return zip->entries->pdata[i];
  g_assert_not_reached ();
}

static void
set_content (ZipSample *zip, const char *name, const char *content)
{
  ZipSampleEntry *entry = get_entry (zip, name);

  g_bytes_unref (entry->content);
  entry->content = g_bytes_new (content, strlen (content));
}

static void
test_block_differs (void)
{
  g_autoptr (ZipSample) zip = msix_sample_new (SGN_HASH_SHA256, "CN=a", 0);
  g_autoptr (GBytes) other = NULL;
  g_autoptr (GBytes) file = NULL;
  ZipSampleEntry *entry = get_entry (zip, "program.exe");
  guint8 *data;
  gsize size;

  data = g_bytes_unref_to_data (g_bytes_ref (entry->content), &size);
  data[100000] ^= 1;
  g_bytes_unref (entry->content);
  entry->content = g_bytes_new_take (data, size);
  file = zip_sample_build (zip);
  assert_found (file, SGN_FINDING_ENTRY_MISMATCH, "program.exe");
}

static void
test_unlisted (void)
{
  g_autoptr (ZipSample) zip = msix_sample_new (SGN_HASH_SHA256, "CN=a", 0);
  g_autoptr (GBytes) file = NULL;
  ZipSampleEntry *types;

  zip_sample_add (zip, "stranger.dll", "x", 0);
  types = get_entry (zip, "[Content_Types].xml");
  g_assert_nonnull (types);
  file = zip_sample_build (zip);
  assert_found (file, SGN_FINDING_UNSIGNED_ENTRY, "stranger.dll");
}

static void
test_missing (void)
{
  g_autoptr (ZipSample) zip = msix_sample_new (SGN_HASH_SHA256, "CN=a", 0);
  g_autoptr (GBytes) file = NULL;

  g_ptr_array_remove (zip->entries, get_entry (zip, "Assets/a%20picture.png"));
  file = zip_sample_build (zip);
  assert_found (file, SGN_FINDING_ENTRY_MISMATCH, "Assets\\a picture.png");
}

static void
assert_not_opened (ZipSample *zip, const char *reason)
{
  g_autoptr (GBytes) file = zip_sample_build (zip);
  g_autoptr (GError) error = NULL;

  g_assert_null (open_bytes (file, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  g_assert_nonnull (strstr (error->message, reason));
}

static void
test_damaged_parts (void)
{
  static const struct {
    const char *part;
    const char *content;
    const char *reason;
  } cases[] = {
    { "AppxBlockMap.xml", "<BlockMap HashMethod=\"sha1\"/>", "block map" },
    { "AppxBlockMap.xml", "<BlockMap", "block map" },
    { "AppxBlockMap.xml", "", "block map" },
    { "AppxManifest.xml", "<Package><Identity/></Package>", "manifest" },
    { "AppxManifest.xml", "<Package><Identity Publisher=\"CN=a\"", "manifest" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ZipSample) zip = msix_sample_new (SGN_HASH_SHA256, "CN=a", 0);

    set_content (zip, cases[i].part, cases[i].content);
    assert_not_opened (zip, cases[i].reason);
  }
}

static void
test_signature_not_last (void)
{
  g_autoptr (ZipSample) zip = msix_sample_new (SGN_HASH_SHA256, "CN=a", 0);

  zip_sample_add (zip, MSIX_SIGNATURE, "PKCX0", 0);
  zip_sample_add (zip, "after.txt", "x", 0);
  assert_not_opened (zip, "not the last");
}

static void
test_no_magic (void)
{
  g_autoptr (ZipSample) zip = msix_sample_new (SGN_HASH_SHA256, "CN=a", 0);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (SgnSubject) subject = NULL;
  g_autoptr (GError) error = NULL;

  zip_sample_add (zip, MSIX_SIGNATURE, "not a signature", 0);
  file = zip_sample_build (zip);
  subject = open_good (file);
  g_assert_null (subject->format->get_signatures (subject->self, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
}

/* Signing what is odd would hide what is odd. */
static void
test_not_signable (void)
{
  const SgnContentOptions options = { .hash = SGN_HASH_SHA256 };
  static const ZipSampleFlags flags[] = { ZIP_SAMPLE_GAP, ZIP_SAMPLE_OTHER_NAME, ZIP_SAMPLE_LIE };

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++) {
    g_autoptr (ZipSample) zip = msix_sample_new (SGN_HASH_SHA256, "CN=a", 0);
    g_autoptr (GBytes) file = NULL;
    g_autoptr (SgnSubject) subject = NULL;
    g_autoptr (GError) error = NULL;

    get_entry (zip, "empty.txt")->flags |= flags[i];
    get_entry (zip, "empty.txt")->name[0] = 'e';
    file = zip_sample_build (zip);
    subject = open_good (file);
    g_assert_null (subject->format->create_content (subject->self, &options, NULL, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
  }
}

static void
test_encrypted (void)
{
  static const char *const names[] = { "a.eappx", "a.EMSIX", "b.emsixbundle" };
  g_autoptr (GBytes) by_name = g_bytes_new_static ("whatever", 8);
  g_autoptr (GBytes) by_content = g_bytes_new_static ("EXPH....", 8);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (SgnInput) input = sgn_input_new_for_bytes (by_name);
    g_autoptr (GError) error = NULL;

    sgn_input_set_name (input, names[i]);
    g_assert_null (sgn_subject_open (input, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FORMAT_UNSUPPORTED);
    g_assert_nonnull (strstr (error->message, "encrypted"));
  }
  {
    g_autoptr (SgnInput) input = sgn_input_new_for_bytes (by_content);
    g_autoptr (GError) error = NULL;

    g_assert_null (sgn_subject_open (input, &error));
    g_assert_nonnull (strstr (error->message, "encrypted"));
  }
}

/* A certificate with this subject, given in the order of its encoding. */
static X509 *
make_certificate (const char *const *parts)
{
  X509 *certificate = X509_new ();
  X509_NAME *name = X509_get_subject_name (certificate);

  for (; parts[0] != NULL; parts += 2)
    g_assert_true (X509_NAME_add_entry_by_txt (name,
                                               parts[0],
                                               MBSTRING_UTF8,
                                               (const guint8 *) parts[1],
                                               -1,
                                               -1,
                                               0));
  return certificate;
}

static void
test_publisher (void)
{
  static const char *const parts[] = {
    "C",        "DE",      "ST", "Bayern",     "O",  "Größe, \"GmbH\"", "emailAddress", "a@b",
    "2.5.4.97", "NTRDE-1", "CN", "Größe GmbH", NULL,
  };
  static const char *const good[] = {
    "CN=Größe GmbH, OID.2.5.4.97=NTRDE-1, E=a@b, O=\"Größe, \"\"GmbH\"\"\", S=Bayern, C=DE",
    "CN=\"Größe GmbH\",2.5.4.97=NTRDE-1,E=a@b,O=\"Größe, \"\"GmbH\"\"\",ST=Bayern,C=DE",
  };
  static const char *const bad[] = {
    "CN=Größe GmbH",
    "O=Größe GmbH, OID.2.5.4.97=NTRDE-1, E=a@b, O=\"Größe, \"\"GmbH\"\"\", S=Bayern, C=DE",
    "CN=Größe GmbH, OID.2.5.4.97=NTRDE-1, E=a@b, CN=\"Größe, \"\"GmbH\"\"\", S=Bayern, C=DE",
    "CN=Größe GmbH, OID.2.5.4.97=NTRDE-1, E=a@b, O=\"Größe, \"\"GmbH\"\"\", L=Bayern, C=DE",
    "C=DE, S=Bayern, O=\"Größe, \"\"GmbH\"\"\", E=a@b, OID.2.5.4.97=NTRDE-1, CN=Größe GmbH",
    "CN=Größe GmbH, OID.2.5.4.97=NTRDE-1, E=a@b, O=\"Größe, \"\"GmbH\"\"\", S=Bayern, C=DE, C=DE",
    "CN=größe GmbH, OID.2.5.4.97=NTRDE-1, E=a@b, O=\"Größe, \"\"GmbH\"\"\", S=Bayern, C=DE",
    "",
    "nothing",
    "=",
    "CN=\"",
    "XY=Größe GmbH, OID.2.5.4.97=NTRDE-1, E=a@b, O=\"Größe, \"\"GmbH\"\"\", S=Bayern, C=DE",
  };
  X509 *certificate = make_certificate (parts);

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (sgn_msix_publisher_check (good[i], certificate, &error));
    g_assert_no_error (error);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (sgn_msix_publisher_check (bad[i], certificate, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_PUBLISHER_MISMATCH);
    g_assert_nonnull (strstr (error->message, good[0]));
    g_assert_nonnull (strstr (error->message, bad[i]));
  }
  X509_free (certificate);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/msix/signed", test_signed);
  g_test_add_func ("/msix/other-method", test_other_method);
  g_test_add_func ("/msix/every-octet", test_every_octet);
  g_test_add_func ("/msix/block-differs", test_block_differs);
  g_test_add_func ("/msix/unlisted", test_unlisted);
  g_test_add_func ("/msix/missing", test_missing);
  g_test_add_func ("/msix/damaged-parts", test_damaged_parts);
  g_test_add_func ("/msix/signature-not-last", test_signature_not_last);
  g_test_add_func ("/msix/no-magic", test_no_magic);
  g_test_add_func ("/msix/not-signable", test_not_signable);
  g_test_add_func ("/msix/encrypted", test_encrypted);
  g_test_add_func ("/msix/publisher", test_publisher);
  return g_test_run ();
}
