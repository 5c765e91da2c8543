/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/base/reader.h"
#include "core/cms/check.h"

/* Signatures by others, from real programs. */

/* The first entry of the certificate table, without its header. */
static GBytes *
read_first_entry (const char *path)
{
  const char *folder = g_getenv ("SIGNET_CORPUS");
  g_autofree char *full = g_build_filename (folder != NULL ? folder : "", path, NULL);
  g_autofree char *data = NULL;
  gsize size;
  SgnReader reader;
  guint32 header;
  guint16 magic;
  guint32 offset;
  guint32 length;

  if (!g_file_get_contents (full, &data, &size, NULL))
    return NULL;
  sgn_reader_init (&reader, data, size);
  g_assert_true (sgn_reader_seek (&reader, 0x3c, NULL) && sgn_reader_u32 (&reader, &header, NULL));
  g_assert_true (sgn_reader_seek (&reader, header + 24, NULL) &&
                 sgn_reader_u16 (&reader, &magic, NULL));
  g_assert_true (sgn_reader_seek (&reader, header + 24 + (magic == 0x10b ? 128 : 144), NULL) &&
                 sgn_reader_u32 (&reader, &offset, NULL));
  g_assert_true (sgn_reader_seek (&reader, offset, NULL) &&
                 sgn_reader_u32 (&reader, &length, NULL));
  length = MIN (length, size - offset);
  g_assert_cmpuint (length, >, 8);
  return g_bytes_new (data + offset + 8, length - 8);
}

static GBytes *
read_or_skip (const char *path)
{
  GBytes *entry = read_first_entry (path);

  if (entry == NULL)
    g_test_skip ("the corpus is not there");
  return entry;
}

static void
assert_nothing_added (SgnSignedData *parsed)
{
  g_autoptr (GPtrArray) findings = sgn_findings_new ();

  sgn_signed_data_find_anomalies (parsed, findings);
  for (guint i = 0; i < findings->len; i++) {
    const SgnFinding *finding = findings->pdata[i];

    g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_NOTE);
  }
}

static void
assert_countersignature_good (SgnSignedData *parsed, GBytes *value)
{
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (parsed);
  GPtrArray *certificates = sgn_signed_data_get_certificates (parsed);
  g_autoptr (SgnSignerInfo) stamp = sgn_signer_info_parse (value, certificates, NULL);

  g_assert_nonnull (stamp);
  g_assert_cmpint (sgn_cms_check_signer (stamp, SGN_OID_DATA, signer->signature, TRUE),
                   ==,
                   SGN_CMS_GOOD);
}

/* The signature, its timestamps and the nested ones. */
static void
assert_good (GBytes *der)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (der, &error);
  GPtrArray *attributes;

  g_assert_no_error (error);
  g_assert_cmpint (sgn_cms_check (parsed, NULL), ==, SGN_CMS_GOOD);
  assert_nothing_added (parsed);
  attributes = sgn_signed_data_get_signer (parsed)->unsigned_attributes;
  for (guint i = 0; i < attributes->len; i++) {
    const SgnAttribute *attribute = attributes->pdata[i];

    for (guint j = 0; j < attribute->values->len; j++) {
      if (strcmp (attribute->oid, SGN_OID_COUNTERSIGNATURE) == 0)
        assert_countersignature_good (parsed, attribute->values->pdata[j]);
      else
        assert_good (attribute->values->pdata[j]);
    }
  }
}

static void
test_good (gconstpointer data)
{
  g_autoptr (GBytes) der = read_or_skip (data);

  if (der != NULL)
    assert_good (der);
}

static void
test_unreadable (gconstpointer data)
{
  g_autoptr (GBytes) der = read_or_skip (data);
  g_autoptr (GError) error = NULL;

  if (der == NULL)
    return;
  g_assert_null (sgn_signed_data_parse (der, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
}

static SgnCmsStatus
check_first (GBytes *der)
{
  g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (der, NULL);

  g_assert_nonnull (parsed);
  return sgn_cms_check (parsed, NULL);
}

static void
test_bad_value (void)
{
  g_autoptr (GBytes) der = read_or_skip ("pe-tampered/conpty-flip-encrypted-digest.dll");

  if (der != NULL)
    g_assert_cmpint (check_first (der), ==, SGN_CMS_BAD_SIGNATURE);
}

static void
test_bad_digest (void)
{
  g_autoptr (GBytes) der = read_or_skip ("pe-tampered/conpty-flip-messagedigest-attribute.dll");

  if (der != NULL)
    g_assert_cmpint (check_first (der), ==, SGN_CMS_BAD_DIGEST);
}

static void
test_bad_nested (void)
{
  g_autoptr (GBytes) der = read_or_skip ("pe-tampered/isunzlib-flip-nested-encrypted-digest.dll");
  g_autoptr (SgnSignedData) parsed = NULL;
  GPtrArray *nested;

  if (der == NULL)
    return;
  parsed = sgn_signed_data_parse (der, NULL);
  g_assert_cmpint (sgn_cms_check (parsed, NULL), ==, SGN_CMS_GOOD);
  nested = sgn_signed_data_get_nested (parsed);
  g_assert_cmpuint (nested->len, ==, 1);
  g_assert_cmpint (check_first (nested->pdata[0]), ==, SGN_CMS_BAD_SIGNATURE);
}

static void
test_bad_countersignature (void)
{
  g_autoptr (GBytes) der = read_or_skip ("pe-tampered/isunzlib-flip-legacy-countersignature.dll");
  g_autoptr (SgnSignedData) parsed = NULL;
  g_autoptr (SgnSignerInfo) stamp = NULL;
  const SgnSignerInfo *signer;
  const SgnAttribute *attribute;

  if (der == NULL)
    return;
  parsed = sgn_signed_data_parse (der, NULL);
  g_assert_cmpint (sgn_cms_check (parsed, NULL), ==, SGN_CMS_GOOD);
  signer = sgn_signed_data_get_signer (parsed);
  attribute = sgn_signer_info_get_unsigned (signer, SGN_OID_COUNTERSIGNATURE);
  g_assert_nonnull (attribute);
  stamp = sgn_signer_info_parse (attribute->value, sgn_signed_data_get_certificates (parsed), NULL);
  g_assert_nonnull (stamp);
  g_assert_cmpint (sgn_cms_check_signer (stamp, SGN_OID_DATA, signer->signature, TRUE),
                   !=,
                   SGN_CMS_GOOD);
}

/* Every signed program whose signature is good, straight from the folder. */
static void
add_good (const char *folder)
{
  const char *corpus = g_getenv ("SIGNET_CORPUS");
  g_autofree char *path = g_build_filename (corpus != NULL ? corpus : "", folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    char *file = g_build_filename (folder, name, NULL);
    g_autofree char *test = g_strconcat ("/cms/corpus/good/", file, NULL);

    if (g_str_has_suffix (name, ".exe") || g_str_has_suffix (name, ".dll") ||
        g_str_has_suffix (name, ".sys") || g_str_has_suffix (name, ".efi"))
      g_test_add_data_func_full (test, file, test_good, g_free);
    else
      g_free (file);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_good ("pe-valid");
  g_test_add_data_func ("/cms/corpus/unreadable/nesting-bomb",
                        "pe-tampered/conpty-der-nesting-bomb-3000-deep.dll",
                        test_unreadable);
  g_test_add_data_func ("/cms/corpus/unreadable/broken-certificate",
                        "malformed/r2-x509-extension-overread-21k.sys",
                        test_unreadable);
  g_test_add_data_func ("/cms/corpus/unreadable/no-signer",
                        "malformed/yara-authenticode-short-digest.exe",
                        test_unreadable);
  g_test_add_data_func ("/cms/corpus/unreadable/truncated",
                        "pe-tampered/conpty-truncated-100.dll",
                        test_unreadable);
  g_test_add_func ("/cms/corpus/bad-value", test_bad_value);
  g_test_add_func ("/cms/corpus/bad-digest", test_bad_digest);
  g_test_add_func ("/cms/corpus/bad-nested", test_bad_nested);
  g_test_add_func ("/cms/corpus/bad-countersignature", test_bad_countersignature);
  return g_test_run ();
}
