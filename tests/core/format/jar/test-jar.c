/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/format/jar/jar.h"
#include "core/format/subject.h"
#include "tests/support/samples.h"
#include "tests/support/zip-sample.h"

static JarManifest *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return sgn_jar_manifest_parse (bytes, error);
}

static void
test_manifest (void)
{
  static const char text[] = "Manifest-Version: 1.0\r\nLong: ab\r\n c\r\n  d\r\n\r\n"
                             "Name: a\nSHA-256-Digest: AAEC\nsha-512-digest: /w==\n\n\n"
                             "Name: b\rX: \r";
  g_autoptr (GError) error = NULL;
  g_autoptr (JarManifest) manifest = parse (text, &error);
  const JarSection *section;
  g_autoptr (GBytes) digest = NULL;
  SgnHash hash;

  g_assert_no_error (error);
  g_assert_cmpuint (manifest->sections->len, ==, 3);
  g_assert_cmpstr (sgn_jar_section_get (manifest->sections->pdata[0], "LONG"), ==, "abc d");
  section = sgn_jar_manifest_find (manifest, "a");
  digest = sgn_jar_section_get_digest (section, "-Digest", &hash);
  g_assert_cmpint (hash, ==, SGN_HASH_SHA512);
  g_assert_cmpuint (g_bytes_get_size (digest), ==, 1);
  g_assert_cmpstr (sgn_jar_section_get (sgn_jar_manifest_find (manifest, "b"), "X"), ==, "");
  g_assert_cmpuint (section->end - section->start,
                    ==,
                    strlen ("Name: a\nSHA-256-Digest: AAEC\n"
                            "sha-512-digest: /w==\n\n"));
}

static void
test_bad_manifests (void)
{
  static const char *const bad[] = {
    "nothing",
    "A:b\r\n",
    ": b\r\n",
    " A: b\r\n",
    "A: b\r\n\r\nB: c\r\n",
    "A: b\r\n\r\nName: x\r\n\r\nName: x\r\n",
    "A: b\r\n\r\n c",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (parse (bad[i], &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  }
}

static void
test_signable (void)
{
  static const char *const yes[] = { "a",
                                     "meta-inf",
                                     "META-INF/x.txt",
                                     "META-INF/a/B.SF",
                                     "META-INF/INDEX.LIST",
                                     "META-INF/versions/9/A.class" };
  static const char *const no[] = { "a/",
                                    "META-INF/",
                                    "meta-inf/manifest.mf",
                                    "META-INF/A.SF",
                                    "META-INF/A.RSA",
                                    "META-INF/a.dsa",
                                    "META-INF/A.EC",
                                    "META-INF/SIG-FOO" };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (sgn_jar_is_signable (yes[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (sgn_jar_is_signable (no[i]));
}

typedef struct {
  GBytes *file;
  GBytes *content;
} Signed;

static void
signed_clear (Signed *self)
{
  g_bytes_unref (self->file);
  g_bytes_unref (self->content);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signed, signed_clear)

static SgnSubject *
open_good (GBytes *file)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (GError) error = NULL;
  SgnSubject *subject = sgn_subject_open (input, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (subject->format->id, ==, "jar");
  return subject;
}

static ZipSample *
make_zip (void)
{
  ZipSample *zip = zip_sample_new ();

  zip_sample_add (zip, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n", 0);
  zip_sample_add (zip, "a.txt", "the first", 0);
  zip_sample_add (zip, "b.txt", "the second", ZIP_SAMPLE_STORED);
  return zip;
}

static Signed
sign (GBytes *file)
{
  const SgnContentOptions options = { .hash = SGN_HASH_SHA256 };
  g_autoptr (SgnSubject) subject = open_good (file);
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (SgnPatch) patch = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;
  Signed ret = { 0 };

  ret.content = subject->format->create_content (subject->self, &options, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_add (one, sgn_sample_signature (100));
  patch = subject->format->put_signatures (subject->self, one, &error);
  g_assert_no_error (error);
  view = sgn_input_new_patched (subject->input, patch, &error);
  g_assert_no_error (error);
  ret.file = sgn_sample_read (view);
  return ret;
}

static gboolean
verify (GBytes *file, GBytes *content, SgnFindings *findings)
{
  g_autoptr (SgnSubject) subject = open_good (file);
  g_auto (SgnContentResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  subject->format->verify_content (subject->self, content, &result, findings, NULL, &error);
  g_assert_no_error (error);
  subject->format->find_anomalies (subject->self, findings);
  return result.matches;
}

/* As manifests have it. (transfer full) */
static char *
encode_digest (const char *text)
{
  g_autoptr (GBytes) digest = sgn_hash_data (SGN_HASH_SHA256, text, strlen (text));
  gsize size;
  const guint8 *data = g_bytes_get_data (digest, &size);

  return g_base64_encode (data, size);
}

static void
assert_finding (SgnFindings *findings, SgnFindingCode code, SgnSeverity severity, const char *name)
{
  const SgnFinding *finding;

  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_cmpint (finding->code, ==, code);
  g_assert_cmpint (finding->severity, ==, severity);
  g_assert_cmpstr (finding->detail, ==, name);
}

static void
test_order (void)
{
  g_autoptr (ZipSample) zip = make_zip ();
  g_autoptr (GBytes) file = zip_sample_build (zip);
  g_auto (Signed) made = sign (file);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (made.file);
  g_autoptr (SgnZip) archive = sgn_zip_open (input, NULL);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  static const char *const names[] = { "META-INF/MANIFEST.MF",
                                       "META-INF/SIGNET.SF",
                                       "META-INF/SIGNET.RSA",
                                       "a.txt",
                                       "b.txt" };

  g_assert_true (verify (made.file, made.content, findings));
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpuint (archive->records->len, ==, G_N_ELEMENTS (names));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_assert_cmpstr (((SgnZipEntry *) archive->records->pdata[i])->name, ==, names[i]);
    g_assert_true (archive->records->pdata[i] == archive->entries->pdata[i]);
  }
}

/* Every octet of what is signed counts, compressed or not. */
static void
test_every_octet (void)
{
  g_autoptr (ZipSample) zip = make_zip ();
  g_autoptr (GBytes) file = zip_sample_build (zip);
  g_auto (Signed) made = sign (file);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (made.file);
  g_autoptr (SgnZip) archive = sgn_zip_open (input, NULL);
  static const char *const names[] = { "META-INF/MANIFEST.MF", "a.txt", "b.txt" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const SgnZipEntry *entry = sgn_zip_find (archive, names[i]);

    /* The last bits of what is compressed mean nothing. */
    guint64 end = entry->end - (entry->method == SGN_ZIP_DEFLATE ? 1 : 0);

    for (guint64 at = entry->data_offset; at < end; at++) {
      gsize size;
      guint8 *data = g_bytes_unref_to_data (g_bytes_ref (made.file), &size);
      g_autoptr (GBytes) flipped = NULL;
      g_autoptr (SgnInput) changed = NULL;
      g_autoptr (SgnSubject) subject = NULL;
      g_autoptr (GPtrArray) findings = sgn_findings_new ();

      data[at] ^= 4;
      flipped = g_bytes_new_take (data, size);
      changed = sgn_input_new_for_bytes (flipped);
      subject = sgn_subject_open (changed, NULL);
      if (subject != NULL)
        g_assert_false (verify (flipped, made.content, findings));
    }
  }
}

/* A signed archive that is changed entry by entry. */
typedef struct {
  Signed made;
  ZipSample *zip; /* what is in it */
  GPtrArray *findings;
} Apart;

static void
apart_clear (Apart *self)
{
  signed_clear (&self->made);
  zip_sample_free (self->zip);
  g_ptr_array_unref (self->findings);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Apart, apart_clear)

static ZipSample *
take_apart (GBytes *file)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnZip) archive = sgn_zip_open (input, NULL);
  ZipSample *zip = zip_sample_new ();

  for (guint i = 0; i < archive->entries->len; i++) {
    const SgnZipEntry *entry = archive->entries->pdata[i];
    g_autoptr (GBytes) content = sgn_zip_read (archive, entry, 100000, NULL);

    zip_sample_add_bytes (zip, entry->name, content, 0);
  }
  return zip;
}

static void
apart_init (Apart *self)
{
  g_autoptr (ZipSample) zip = make_zip ();
  g_autoptr (GBytes) file = zip_sample_build (zip);

  self->made = sign (file);
  self->zip = take_apart (self->made.file);
  self->findings = sgn_findings_new ();
}

/* What the signature says of the archive as it is now. */
static gboolean
apart_verify (Apart *self)
{
  g_autoptr (GBytes) changed = zip_sample_build (self->zip);

  return verify (changed, self->made.content, self->findings);
}

static void
test_added (void)
{
  g_auto (Apart) apart = { 0 };

  apart_init (&apart);
  zip_sample_add (apart.zip, "Evil.class", "x", 0);
  g_assert_true (apart_verify (&apart));
  assert_finding (apart.findings, SGN_FINDING_UNSIGNED_ENTRY, SGN_SEVERITY_ADDED, "Evil.class");
}

static void
test_removed (void)
{
  g_auto (Apart) apart = { 0 };

  apart_init (&apart);
  g_ptr_array_remove_index (apart.zip->entries, 3);
  g_assert_false (apart_verify (&apart));
  assert_finding (apart.findings, SGN_FINDING_ENTRY_MISMATCH, SGN_SEVERITY_CHANGED, "a.txt");
}

static void
test_duplicate (void)
{
  g_auto (Apart) apart = { 0 };

  apart_init (&apart);
  zip_sample_add (apart.zip, "a.txt", "another first", 0);
  g_assert_true (apart_verify (&apart));
  assert_finding (apart.findings, SGN_FINDING_DUPLICATE_ENTRY, SGN_SEVERITY_ADDED, "a.txt");
}

/* (transfer full) */
static char *
get_manifest (const Apart *self)
{
  GBytes *manifest = ((ZipSampleEntry *) self->zip->entries->pdata[0])->content;

  return g_strndup (g_bytes_get_data (manifest, NULL), g_bytes_get_size (manifest));
}

static void
set_manifest (Apart *self, const char *text)
{
  ZipSampleEntry *entry = self->zip->entries->pdata[0];

  g_bytes_unref (entry->content);
  entry->content = g_bytes_new (text, strlen (text));
}

/* A further section leaves the signed ones as they are; the entry it names is not signed. */
static void
test_section_added (void)
{
  g_auto (Apart) apart = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *longer = NULL;

  apart_init (&apart);
  text = get_manifest (&apart);
  longer = g_strconcat (text, "Name: Evil.class\r\nSHA-256-Digest: AAAA\r\n\r\n", NULL);
  set_manifest (&apart, longer);
  zip_sample_add (apart.zip, "Evil.class", "x", 0);
  g_assert_true (apart_verify (&apart));
  assert_finding (apart.findings, SGN_FINDING_UNSIGNED_ENTRY, SGN_SEVERITY_ADDED, "Evil.class");
}

static void
assert_changed_by (const char *from, const char *to)
{
  g_auto (Apart) apart = { 0 };
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *replaced = NULL;

  apart_init (&apart);
  text = get_manifest (&apart);
  parts = g_strsplit (text, from, 2);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  replaced = g_strjoinv (to, parts);
  set_manifest (&apart, replaced);
  g_assert_false (apart_verify (&apart));
}

static void
test_manifest_changed (void)
{
  assert_changed_by ("Manifest-Version: 1.0\r\n", "Manifest-Version: 1.0\r\nMain-Class: Evil\r\n");
  assert_changed_by ("Name: a.txt\r\n", "Name: a.txt\r\nFoo: bar\r\n");
  assert_changed_by ("Name: a.txt\r\n", "Name: c.txt\r\n");
}

/* A digest that nobody can compute covers nothing; beside another it does no harm. */
static void
test_unknown_method (void)
{
  static const char manifest[] = "Manifest-Version: 1.0\r\n\r\n"
                                 "Name: a.txt\r\nX-999-Digest: AAAA\r\n\r\n"
                                 "Name: b.txt\r\nX-999-Digest: AAAA\r\nSHA-256-Digest: %s\r\n\r\n";
  static const char description[] = "Signature-Version: 1.0\r\nX-999-Digest-Manifest: AAAA\r\n"
                                    "SHA-256-Digest-Manifest: %s\r\n\r\n"
                                    "Name: a.txt\r\nX-999-Digest: AAAA\r\n\r\n"
                                    "Name: b.txt\r\nX-999-Digest: AAAA\r\n\r\n";
  g_autofree char *of_entry = encode_digest ("the second");
  g_autofree char *text = g_strdup_printf (manifest, of_entry);
  g_autofree char *of_manifest = encode_digest (text);
  g_autofree char *stated = g_strdup_printf (description, of_manifest);
  g_autoptr (ZipSample) zip = zip_sample_new ();
  g_autoptr (GBytes) content = g_bytes_new (stated, strlen (stated));
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_autoptr (GBytes) file = NULL;

  zip_sample_add (zip, "META-INF/MANIFEST.MF", text, 0);
  zip_sample_add (zip, "a.txt", "the first", 0);
  zip_sample_add (zip, "b.txt", "the second", 0);
  file = zip_sample_build (zip);
  g_assert_true (verify (file, content, findings));
  assert_finding (findings, SGN_FINDING_UNSIGNED_ENTRY, SGN_SEVERITY_ADDED, "a.txt");
}

static void
test_bad_content (void)
{
  static const char *const bad[] = {
    "",
    "x",
    "Signature-Version: 1.0\r\n\r\n",
    "Signature-Version: 2.0\r\nSHA-256-Digest-Manifest: AAAA\r\n",
    "Signature-Version: 1.0\r\nSHA-256-Digest-Manifest: AAAA\r\n\r\nName: a\r\nMagic: x\r\n",
    "Signature-Version: 1.0\r\nX-999-Digest-Manifest: AAAA\r\n\r\nName: a.txt\r\nX-999-Digest: "
    "AAAA\r\n",
  };
  g_autoptr (ZipSample) zip = make_zip ();
  g_autoptr (GBytes) file = zip_sample_build (zip);
  g_autoptr (SgnSubject) subject = open_good (file);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GBytes) content = g_bytes_new_static (bad[i], strlen (bad[i]));
    g_autoptr (GPtrArray) findings = sgn_findings_new ();
    g_auto (SgnContentResult) result = { 0 };
    g_autoptr (GError) error = NULL;

    g_assert_false (
        subject->format->verify_content (subject->self, content, &result, findings, NULL, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FAILED);
  }
}

static void
assert_not_signable (ZipSample *zip, SgnHash hash, const char *reason)
{
  const SgnContentOptions options = { .hash = hash };
  g_autoptr (GBytes) file = zip_sample_build (zip);
  g_autoptr (SgnSubject) subject = open_good (file);
  g_autoptr (GError) error = NULL;

  g_assert_null (subject->format->create_content (subject->self, &options, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
  g_assert_nonnull (strstr (error->message, reason));
}

static void
test_not_signable (void)
{
  g_autoptr (ZipSample) weak = make_zip ();
  g_autoptr (ZipSample) lines = make_zip ();
  g_autoptr (ZipSample) android = make_zip ();
  g_autoptr (ZipSample) twice = make_zip ();

  assert_not_signable (weak, SGN_HASH_SHA1, "SHA-256 or better");
  zip_sample_add (lines, "a\r\nName: b", "x", 0);
  assert_not_signable (lines, SGN_HASH_SHA256, "line break");
  zip_sample_add (android, "AndroidManifest.xml", "x", 0);
  assert_not_signable (android, SGN_HASH_SHA256, "apksigner");
  zip_sample_add (twice, "a.txt", "x", 0);
  assert_not_signable (twice, SGN_HASH_SHA256, "same name");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jar/manifest", test_manifest);
  g_test_add_func ("/jar/unknown-method", test_unknown_method);
  g_test_add_func ("/jar/bad-manifests", test_bad_manifests);
  g_test_add_func ("/jar/signable", test_signable);
  g_test_add_func ("/jar/order", test_order);
  g_test_add_func ("/jar/every-octet", test_every_octet);
  g_test_add_func ("/jar/added", test_added);
  g_test_add_func ("/jar/removed", test_removed);
  g_test_add_func ("/jar/duplicate", test_duplicate);
  g_test_add_func ("/jar/section-added", test_section_added);
  g_test_add_func ("/jar/manifest-changed", test_manifest_changed);
  g_test_add_func ("/jar/bad-content", test_bad_content);
  g_test_add_func ("/jar/not-signable", test_not_signable);
  return g_test_run ();
}
