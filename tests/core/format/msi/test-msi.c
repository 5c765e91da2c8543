/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/format/format.h"
#include "core/format/subject.h"
#include "tests/support/cfb-sample.h"
#include "tests/support/samples.h"

static const CfbSample ordinary = { .name = "ordinary",
                                    .sizes = { 700, 30, 6000 },
                                    .depth = 1,
                                    .n_free = 9 };
static const CfbSample misplaced = { .name = "misplaced",
                                     .sizes = { 700 },
                                     .depth = 1,
                                     .inside = "\5DigitalSignature" };

static SgnSubject *
open_bytes (GBytes *file)
{
  g_autoptr (SgnInput) input = sgn_sample_open (file);
  g_autoptr (GError) error = NULL;
  SgnSubject *subject = sgn_subject_open (input, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (subject->format->id, ==, "msi");
  return subject;
}

static GBytes *
create (GBytes *file, SgnHash hash, gboolean appends, GError **error)
{
  const SgnContentOptions options = { .hash = hash, .appends = appends };
  g_autoptr (SgnSubject) subject = open_bytes (file);

  return subject->format->create_content (subject->self, &options, NULL, error);
}

static GBytes *
put (GBytes *file, GBytes *signature)
{
  g_autoptr (GPtrArray) signatures = g_ptr_array_new ();

  g_ptr_array_add (signatures, signature);
  return sgn_sample_put (file, signatures);
}

static GBytes *
sign (GBytes *file, SgnHash hash)
{
  g_autoptr (GBytes) content = create (file, hash, FALSE, NULL);
  g_autoptr (GBytes) signature = sgn_sample_signature_for (content);

  return put (file, signature);
}

static gboolean
verifies (GBytes *file, GBytes *content, SgnFindings *findings)
{
  g_autoptr (SgnSubject) subject = open_bytes (file);
  g_auto (SgnContentResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  subject->format->verify_content (subject->self, content, &result, findings, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result.matches, ==, g_bytes_equal (result.stored, result.computed));
  return result.matches;
}

/* The same, where there is nothing to remark. */
static gboolean
holds (GBytes *file, GBytes *content)
{
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  gboolean ret = verifies (file, content, findings);

  g_assert_cmpuint (findings->len, ==, 0);
  return ret;
}

static const SgnFinding *
find (GBytes *file, SgnFindingCode code, SgnFindings *findings)
{
  g_autoptr (SgnSubject) subject = open_bytes (file);

  subject->format->find_anomalies (subject->self, findings);
  for (guint i = 0; i < findings->len; i++)
    if (((const SgnFinding *) findings->pdata[i])->code == code)
      return findings->pdata[i];
  return NULL;
}

static void
assert_found (GBytes *file, SgnFindingCode code, SgnSeverity severity, guint64 size)
{
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  const SgnFinding *finding = find (file, code, findings);

  if (finding == NULL)
    g_error ("%s was not found", sgn_finding_code_to_id (code));
  g_assert_cmpint (finding->severity, ==, severity);
  g_assert_cmpuint (finding->size, ==, size);
}

static GBytes *
change (GBytes *file, gsize offset, guint64 value, guint size)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);
  guint8 *copy = g_memdup2 (data, length);

  for (guint i = 0; i < size; i++)
    copy[offset + i] = (guint8) (value >> (8 * i));
  return g_bytes_new_take (copy, length);
}

static gsize
at_entry (guint32 id)
{
  CfbLayout layout;

  cfb_sample_get_layout (&ordinary, &layout);
  return (((gsize) layout.directory + 1) << layout.shift) + 128 * id;
}

/* The signed twin of @text in UTF-16, where it stands in @file. */
static gsize
find_name (GBytes *file, const char *text)
{
  g_autoptr (GByteArray) name = g_byte_array_new ();
  const guint8 *data = g_bytes_get_data (file, NULL);
  const guint8 *found;

  for (const char *c = text; *c != '\0'; c++) {
    const guint8 unit[] = { (guint8) *c, 0 };
    g_byte_array_append (name, unit, sizeof unit);
  }
  found = memmem (data, g_bytes_get_size (file), name->data, name->len);
  g_assert_nonnull (found);
  return (gsize) (found - data);
}

static void
test_titles (void)
{
  static const struct {
    guint8 kind;
    const char *title;
  } kinds[] = {
    { 0x84, "Installation package" },
    { 0x86, "Installation patch" },
    { 0x82, "Installation transform" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const CfbSample sample = { .name = "kind", .kind = kinds[i].kind, .sizes = { 20 } };
    g_autoptr (GBytes) file = cfb_sample_build (&sample);
    g_autoptr (SgnSubject) subject = open_bytes (file);

    g_assert_cmpstr (sgn_subject_get_title (subject), ==, kinds[i].title);
  }
}

static void
test_other_documents (void)
{
  const CfbSample sample = { .name = "document", .kind = 0x06, .sizes = { 20, 5000 } };
  g_autoptr (GBytes) file = cfb_sample_build (&sample);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_subject_open (input, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FORMAT_UNSUPPORTED);
}

/* A signed package of another class is changed, and nothing can be done to it. */
static void
test_other_class (void)
{
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) content = create (file, SGN_HASH_SHA256, FALSE, NULL);
  g_autoptr (GBytes) signed_file = sign (file, SGN_HASH_SHA256);
  g_autoptr (GBytes) other = change (signed_file, at_entry (0) + 80, 0x85, 1);
  g_autoptr (SgnSubject) subject = open_bytes (other);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (holds (other, content));
  g_assert_null (subject->format->put_signatures (subject->self, none, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
  g_clear_error (&error);
  g_assert_null (create (other, SGN_HASH_SHA256, FALSE, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
}

/* With MsiDigitalSignatureEx, names, sizes, classes, states and dates are signed. */
static void
test_metadata (void)
{
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) content = create (file, SGN_HASH_SHA256, FALSE, NULL);
  g_autoptr (GBytes) signed_file = sign (file, SGN_HASH_SHA256);
  static const guint fields[] = { 96, 100, 108 };

  g_assert_true (holds (signed_file, content));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_autoptr (GBytes) changed = change (signed_file, at_entry (1) + fields[i], 1, 1);
    g_assert_false (holds (changed, content));
  }
}

static void
test_ex_is_checked (void)
{
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) content = create (file, SGN_HASH_SHA256, FALSE, NULL);
  g_autoptr (GBytes) signed_file = sign (file, SGN_HASH_SHA256);
  gsize entry = find_name (signed_file, "\5MsiDigitalSignatureEx");
  g_autoptr (GBytes) shorter = change (signed_file, entry + 120, 31, 1);
  g_autoptr (GBytes) renamed = change (signed_file, entry + 2, 'm', 1);

  g_autoptr (GPtrArray) findings = sgn_findings_new ();

  g_assert_false (verifies (shorter, content, findings));
  g_assert_cmpuint (findings->len, ==, 0);
  /* Under another name its octets are the first of a stream, which makes the same digest. */
  g_assert_true (verifies (renamed, content, findings));
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (((const SgnFinding *) findings->pdata[0])->code, ==, SGN_FINDING_MISPLACED);
  g_assert_cmpint (((const SgnFinding *) findings->pdata[0])->severity, ==, SGN_SEVERITY_ADDED);
}

static void
test_append (void)
{
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) with_ex = sign (file, SGN_HASH_SHA256);
  g_autoptr (GBytes) fake = sgn_sample_signature (100);
  g_autoptr (GBytes) without_ex = put (file, fake);
  g_autoptr (GBytes) same = create (with_ex, SGN_HASH_SHA256, TRUE, NULL);
  g_autoptr (GBytes) fresh = create (file, SGN_HASH_SHA384, FALSE, NULL);
  g_autoptr (GBytes) plain = create (without_ex, SGN_HASH_SHA384, TRUE, NULL);
  g_autoptr (GBytes) signature = sgn_sample_signature_for (plain);
  g_autoptr (GBytes) still_without = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (holds (with_ex, same));
  g_assert_null (create (with_ex, SGN_HASH_SHA384, TRUE, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);

  g_assert_false (g_bytes_equal (plain, fresh));
  still_without = put (without_ex, signature);
  g_assert_true (holds (still_without, plain));
  g_assert_false (holds (still_without, fresh));
}

/* A signature made elsewhere brings or leaves out MsiDigitalSignatureEx as it was made. */
static void
test_attach (void)
{
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) fake = sgn_sample_signature (100);
  g_autoptr (GBytes) without_ex = put (file, fake);
  g_autoptr (GBytes) plain = create (without_ex, SGN_HASH_SHA512, TRUE, NULL);
  g_autoptr (GBytes) signature = sgn_sample_signature_for (plain);
  g_autoptr (GBytes) attached = put (file, signature);
  g_autoptr (GBytes) with_ex = sign (file, SGN_HASH_SHA256);
  g_autoptr (GBytes) over = put (with_ex, signature);

  g_assert_true (holds (attached, plain));
  g_assert_true (holds (over, plain));
  g_assert_true (g_bytes_equal (attached, over));
}

static void
test_two_signatures (void)
{
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (SgnSubject) subject = open_bytes (file);
  g_autoptr (GBytes) fake = sgn_sample_signature (100);
  g_autoptr (GPtrArray) two = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (two, fake);
  g_ptr_array_add (two, fake);
  g_assert_null (subject->format->put_signatures (subject->self, two, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
}

static void
test_spaces (void)
{
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) signed_file = sign (file, SGN_HASH_SHA256);
  g_autoptr (GBytes) content = create (file, SGN_HASH_SHA256, FALSE, NULL);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (GBytes) jar = NULL;
  g_autoptr (GBytes) spare = NULL;
  CfbLayout layout;

  cfb_sample_get_layout (&ordinary, &layout);
  g_byte_array_append (longer,
                       g_bytes_get_data (signed_file, NULL),
                       (guint) g_bytes_get_size (signed_file));
  g_byte_array_append (longer, (const guint8 *) "PK\5\6 and more", 13);
  jar = g_bytes_new (longer->data, longer->len);
  g_assert_true (holds (jar, content));
  assert_found (jar, SGN_FINDING_TRAILING_DATA, SGN_SEVERITY_ADDED, 13);
  spare = change (signed_file, ((gsize) layout.free + 9) << layout.shift, 'X', 1);
  g_assert_true (holds (spare, content));
  /* Windows leaves there what it does not need any more. */
  assert_found (spare, SGN_FINDING_FREE_SPACE, SGN_SEVERITY_NOTE, 512);
  g_clear_pointer (&spare, g_bytes_unref);
  spare = change (signed_file, ((gsize) layout.free + 9) << layout.shift, 0x06054b50, 4);
  assert_found (spare, SGN_FINDING_FREE_SPACE, SGN_SEVERITY_ADDED, 512);
}

static GBytes *
fill_free (GBytes *file, const guint8 *octets, gsize size)
{
  CfbLayout layout;
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);
  guint8 *copy = g_memdup2 (data, length);

  cfb_sample_get_layout (&ordinary, &layout);
  g_assert_cmpuint (size, <, 7 * 512);
  memcpy (&copy[((gsize) layout.free + 3) << layout.shift], octets, size);
  return g_bytes_new_take (copy, length);
}

/* As a signature was before it got its timestamp; and what somebody could want to open. */
static void
test_leftovers (void)
{
  static const char *const wanted[] = { "MSCF\0\0\0\0", "<script>", "%PDF-1.4", "PE\0\0\x64\x86" };
  static const gsize sizes[] = { 8, 8, 8, 6 };
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) signed_file = sign (file, SGN_HASH_SHA256);
  g_autoptr (GBytes) old = sgn_sample_signature_around (sgn_format_from_id ("msi"), NULL, 3000);
  g_autoptr (GBytes)
      left = fill_free (signed_file, g_bytes_get_data (old, NULL), g_bytes_get_size (old));

  assert_found (left, SGN_FINDING_FREE_SPACE, SGN_SEVERITY_NOTE, 6 * 512);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++) {
    g_autoptr (GBytes) bad = fill_free (signed_file, (const guint8 *) wanted[i], sizes[i]);

    assert_found (bad, SGN_FINDING_FREE_SPACE, SGN_SEVERITY_ADDED, 512);
  }
}

/* Nothing of it stays when the package is signed. */
static void
test_leftovers_signed (void)
{
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) left = fill_free (file, (const guint8 *) "PK\5\6 and more", 13);
  g_autoptr (GBytes) clean = sign (file, SGN_HASH_SHA256);
  g_autoptr (GBytes) signed_file = sign (left, SGN_HASH_SHA256);

  g_assert_true (g_bytes_equal (clean, signed_file));
}

/* Without MsiDigitalSignatureEx, names are free; that its octets came back elsewhere is seen. */
static void
test_names (void)
{
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) fake = sgn_sample_signature (100);
  g_autoptr (GBytes) without_ex = put (file, fake);
  g_autoptr (GBytes) with_ex = sign (file, SGN_HASH_SHA256);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();

  assert_found (without_ex, SGN_FINDING_NAMES_UNSIGNED, SGN_SEVERITY_NOTE, 0);
  g_assert_null (find (with_ex, SGN_FINDING_NAMES_UNSIGNED, findings));
}

/* Of streams of ten bytes so many lose their content; each is an entry of the directory. */
static GBytes *
empty_streams (GBytes *file, guint count)
{
  gsize size;
  guint8 *data = g_memdup2 (g_bytes_get_data (file, &size), g_bytes_get_size (file));

  size = g_bytes_get_size (file);
  for (gsize at = 512; at + 128 <= size && count > 0; at += 128)
    if (data[at + 66] == 2 && data[at + 120] == 10 && data[at + 121] == 0) {
      data[at + 120] = 0;
      count--;
    }
  g_assert_cmpuint (count, ==, 0);
  return g_bytes_new_take (data, size);
}

/* Streams without content change no digest, and their names hold whatever somebody wants. */
static void
test_names_without_content (void)
{
  static const CfbSample many = { .kind = 0x84, .sizes = { 5000 }, .n_small = 200 };
  g_autoptr (GBytes) plain = cfb_sample_build (&many);
  g_autoptr (GBytes) fake = sgn_sample_signature (100);
  g_autoptr (GBytes) file = put (plain, fake);
  g_autoptr (GBytes) few = empty_streams (file, 20);
  g_autoptr (GBytes) filled = empty_streams (file, 200);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  const SgnFinding *finding = find (few, SGN_FINDING_NAMES_UNSIGNED, findings);

  assert_found (file, SGN_FINDING_NAMES_UNSIGNED, SGN_SEVERITY_NOTE, 0);
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_NOTE);
  g_assert_cmpuint (finding->size, >, 20 * 4);
  g_ptr_array_set_size (findings, 0);
  finding = find (filled, SGN_FINDING_NAMES_UNSIGNED, findings);
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_ADDED);
  g_assert_cmpint (finding->could_be, ==, SGN_UNCOVERED_LARGE);
}

/* A name is room for the end of an archive, or for a script, also where its stream has content. */
static void
test_names_that_open (void)
{
  g_autoptr (GBytes) plain = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) fake = sgn_sample_signature (100);
  g_autoptr (GBytes) file = put (plain, fake);
  g_autofree char *name = cfb_sample_get_name (0);
  g_autoptr (GBytes) archive = NULL;
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  const SgnFinding *finding;

  archive = change (file, find_name (file, name), 0x06054b50, 4);
  finding = find (archive, SGN_FINDING_NAMES_UNSIGNED, findings);
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_ADDED);
  g_assert_cmpint (finding->could_be, ==, SGN_UNCOVERED_ARCHIVE);
}

static void
test_padding (void)
{
  static const guint8 zeros[5];
  g_autoptr (GBytes) file = cfb_sample_build (&ordinary);
  g_autoptr (GBytes) fake = sgn_sample_signature (100);
  g_autoptr (GByteArray) padded = g_byte_array_new ();
  g_autoptr (GBytes) octets = NULL;
  g_autoptr (GBytes) long_file = NULL;
  g_autoptr (GBytes) stuffed = NULL;

  g_byte_array_append (padded, g_bytes_get_data (fake, NULL), (guint) g_bytes_get_size (fake));
  g_byte_array_append (padded, zeros, sizeof zeros);
  octets = g_bytes_new (padded->data, padded->len);
  long_file = put (file, octets);
  assert_found (long_file, SGN_FINDING_PADDING_LONG, SGN_SEVERITY_NOTE, 5);
  padded->data[padded->len - 1] = 'X';
  g_bytes_unref (octets);
  octets = g_bytes_new (padded->data, padded->len);
  stuffed = put (file, octets);
  assert_found (stuffed, SGN_FINDING_PADDING_DATA, SGN_SEVERITY_ADDED, 5);
}

static void
test_misplaced (void)
{
  g_autoptr (GBytes) file = cfb_sample_build (&misplaced);
  g_autoptr (GBytes) content = create (file, SGN_HASH_SHA256, FALSE, NULL);
  g_autoptr (GBytes) signed_file = sign (file, SGN_HASH_SHA256);
  g_autoptr (SgnSubject) subject = open_bytes (file);
  g_autoptr (GPtrArray) none = subject->format->get_signatures (subject->self, NULL);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (holds (signed_file, content));
  assert_found (signed_file, SGN_FINDING_MISPLACED, SGN_SEVERITY_NOTE, 33);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/msi/titles", test_titles);
  g_test_add_func ("/msi/other-documents", test_other_documents);
  g_test_add_func ("/msi/other-class", test_other_class);
  g_test_add_func ("/msi/metadata", test_metadata);
  g_test_add_func ("/msi/ex-is-checked", test_ex_is_checked);
  g_test_add_func ("/msi/append", test_append);
  g_test_add_func ("/msi/attach", test_attach);
  g_test_add_func ("/msi/two-signatures", test_two_signatures);
  g_test_add_func ("/msi/spaces", test_spaces);
  g_test_add_func ("/msi/leftovers", test_leftovers);
  g_test_add_func ("/msi/leftovers-signed", test_leftovers_signed);
  g_test_add_func ("/msi/names", test_names);
  g_test_add_func ("/msi/names-without-content", test_names_without_content);
  g_test_add_func ("/msi/names-that-open", test_names_that_open);
  g_test_add_func ("/msi/padding", test_padding);
  g_test_add_func ("/msi/misplaced", test_misplaced);
  return g_test_run ();
}
