/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/reader.h"
#include "core/identity/read/source.h"
#include "core/trust-lists/list.h"
#include "core/trust/chain-builder.h"
#include "tests/support/test-ca.h"

/* Microsoft's own lists, read where they are: next to the corpus. */

static char *
find (const char *name)
{
  const char *corpus = g_getenv ("SIGNET_CORPUS");
  g_autofree char *path = NULL;

  if (corpus == NULL)
    return NULL;
  path = g_build_filename (corpus, "..", "trust", name, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

/* NULL: skips the test. */
static GBytes *
read_published (const char *name)
{
  g_autofree char *path = find (name);
  char *data;
  gsize size;

  if (path == NULL) {
    g_test_skip ("no trust lists next to the corpus");
    return NULL;
  }
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

static SgnTrustList *
read_good (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  SgnTrustList *list = sgn_trust_list_read (bytes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (list);
  return list;
}

typedef struct {
  const char *name;
  SgnTrustListKind kind;
  const char *date;
  guint size;
} Published;

/* Roots without a SHA-256 or with a property that nobody knows do not occur. */
static const Published published[] = {
  { "authroot.stl", SGN_TRUST_LIST_ROOTS, "2026-04-22T00:33:28Z", 515 },
  { "published/authroot-2019-10.stl", SGN_TRUST_LIST_ROOTS, "2019-10-29T18:31:08Z", 400 },
  { "published/authroot-2020-10.stl", SGN_TRUST_LIST_ROOTS, "2020-10-12T21:49:04Z", 417 },
  { "published/authrootstl-2020-10.cab", SGN_TRUST_LIST_ROOTS, "2020-10-12T21:49:04Z", 417 },
  { "published/authroot-2023-07-19.stl", SGN_TRUST_LIST_ROOTS, "2023-07-19T23:58:20Z", 450 },
  { "published/authrootstl-2023-07-19.cab", SGN_TRUST_LIST_ROOTS, "2023-07-19T23:58:20Z", 450 },
  { "published/authroot-2023-07-20.stl", SGN_TRUST_LIST_ROOTS, "2023-07-20T00:10:38Z", 450 },
  { "published/authrootstl-2023-07-20.cab", SGN_TRUST_LIST_ROOTS, "2023-07-20T00:10:38Z", 450 },
  { "published/authroot-2025-06.stl", SGN_TRUST_LIST_ROOTS, "2025-06-16T17:56:11Z", 514 },
  { "published/authrootstl.cab", SGN_TRUST_LIST_ROOTS, "2025-06-16T17:56:11Z", 514 },
  { "published/disallowedcert-2019-08-13.stl",
    SGN_TRUST_LIST_DISALLOWED,
    "2019-08-13T16:18:35Z",
    72 },
  { "published/disallowedcertstl-2019-08-13.cab",
    SGN_TRUST_LIST_DISALLOWED,
    "2019-08-13T16:18:35Z",
    72 },
  { "published/disallowedcert-2020-12-10.stl",
    SGN_TRUST_LIST_DISALLOWED,
    "2020-12-10T21:56:46Z",
    73 },
  { "published/disallowedcertstl-2020-12-10.cab",
    SGN_TRUST_LIST_DISALLOWED,
    "2020-12-10T21:56:46Z",
    73 },
};

static void
test_published (gconstpointer data)
{
  const Published *expected = data;
  g_autoptr (GBytes) bytes = read_published (expected->name);
  g_autoptr (SgnTrustList) list = bytes != NULL ? read_good (bytes) : NULL;
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *text = NULL;

  if (list == NULL)
    return;
  date = g_date_time_new_from_unix_utc (sgn_trust_list_get_date (list));
  text = g_date_time_format_iso8601 (date);
  g_assert_cmpint (list->kind, ==, expected->kind);
  g_assert_cmpstr (text, ==, expected->date);
  /* The serial numbers of lists of roots have a byte of their own before the FILETIME. */
  g_assert_cmpuint (g_bytes_get_size (sgn_trust_list_get_sequence (list)),
                    ==,
                    list->kind == SGN_TRUST_LIST_ROOTS ? 9 : 8);
  g_assert_cmpuint (list->roots != NULL ? sgn_root_list_get_size (list->roots)
                                        : sgn_disallowed_get_size (list->disallowed),
                    ==,
                    expected->size);
}

static gboolean
is_usable (const SgnListedRoot *root)
{
  return root->rules[0].allowed || root->rules[1].allowed;
}

static void
assert_same (const SgnListedRoot *a, const SgnListedRoot *b)
{
  g_assert_cmpmem (a->sha256, sizeof a->sha256, b->sha256, sizeof b->sha256);
  g_assert_cmpmem (a->sha1, sizeof a->sha1, b->sha1, sizeof b->sha1);
  for (guint i = 0; i < SGN_N_ROOT_RULES; i++) {
    g_assert_cmpint (a->rules[i].allowed, ==, b->rules[i].allowed);
    g_assert_cmpint (a->rules[i].disabled_from, ==, b->rules[i].disabled_from);
    g_assert_cmpint (a->rules[i].not_before_from, ==, b->rules[i].not_before_from);
  }
}

/* The built-in table is what the signed list says, without the roots for other purposes. */
static void
test_builtin (void)
{
  g_autoptr (GBytes) bytes = read_published ("authroot.stl");
  g_autoptr (SgnTrustList) list = bytes != NULL ? read_good (bytes) : NULL;
  g_autoptr (SgnRootList) builtin = sgn_root_list_new_builtin ();
  guint place = 0;

  if (list == NULL)
    return;
  for (guint i = 0; i < sgn_root_list_get_size (list->roots); i++) {
    const SgnListedRoot *root = &sgn_root_list_get_roots (list->roots)[i];

    if (!is_usable (root))
      continue;
    g_assert_cmpuint (place, <, sgn_root_list_get_size (builtin));
    assert_same (root, &sgn_root_list_get_roots (builtin)[place++]);
  }
  g_assert_cmpuint (place, ==, sgn_root_list_get_size (builtin));
  g_assert_cmpint (sgn_root_list_get_date (builtin), ==, sgn_trust_list_get_date (list));
  g_assert_true (
      g_bytes_equal (sgn_root_list_get_sequence (builtin), sgn_trust_list_get_sequence (list)));
}

static void
assert_refused (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTrustList) list = sgn_trust_list_read (bytes, &error);

  g_assert_null (list);
  g_assert_nonnull (error);
  g_assert_true (error->domain == SGN_ERROR);
}

/* @bytes with one bit changed. */
static GBytes *
flip (GBytes *bytes, gsize offset)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint8 *copy = g_memdup2 (data, size);

  copy[offset] ^= 1;
  return g_bytes_new_take (copy, size);
}

/* The list is at the beginning; certificates and the signature follow it. */
static void
test_changed (gconstpointer name)
{
  g_autoptr (GBytes) bytes = read_published (name);
  gsize size = bytes != NULL ? g_bytes_get_size (bytes) : 0;
  gsize step = MAX (size / 97, 1);

  for (gsize offset = 0; offset < size; offset += step) {
    g_autoptr (GBytes) changed = flip (bytes, offset);
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, offset);
    g_autoptr (SgnTrustList) list = sgn_trust_list_read (changed, NULL);

    assert_refused (cut);
    /* In a certificate that is not needed, a change does no harm. */
    if (offset < size * 9 / 10)
      g_assert_null (list);
  }
}

static void
test_appended (void)
{
  g_autoptr (GBytes) bytes = read_published ("published/disallowedcert-2020-12-10.stl");
  g_autoptr (GByteArray) more = g_byte_array_new ();
  g_autoptr (GBytes) longer = NULL;

  if (bytes == NULL)
    return;
  g_byte_array_append (more, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  g_byte_array_append (more, (const guint8 *) "", 1);
  longer = g_byte_array_free_to_bytes (g_steal_pointer (&more));
  assert_refused (longer);
}

static void
test_other_lists (gconstpointer name)
{
  g_autoptr (GBytes) bytes = read_published (name);

  if (bytes != NULL)
    assert_refused (bytes);
}

/* Of a serialized store: two numbers, then elements of id, encoding, length, bytes; 32 is a
 * certificate, 0 the end. */
static GPtrArray *
read_store (GBytes *bytes)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  SgnReader reader;
  guint32 id = 1;
  guint32 encoding;
  guint32 size;
  const guint8 *data;

  sgn_reader_init_bytes (&reader, bytes);
  g_assert_true (sgn_reader_skip (&reader, 8, NULL));
  while (sgn_reader_u32 (&reader, &id, NULL) && id != 0) {
    g_assert_true (sgn_reader_u32 (&reader, &encoding, NULL));
    g_assert_true (sgn_reader_u32 (&reader, &size, NULL));
    g_assert_true (sgn_reader_data (&reader, size, &data, NULL));
    if (id == 32) {
      g_autoptr (GBytes) der = g_bytes_new (data, size);
      SgnCertificate *certificate = sgn_certificate_new (der, NULL);

      g_assert_nonnull (certificate);
      g_ptr_array_add (list, certificate);
    }
  }
  return list;
}

/* Every certificate behind the list is found in it, and refused as a chain of its own. */
static void
test_disallowed (gconstpointer date)
{
  g_autofree char *list_name = g_strdup_printf ("published/disallowedcert-%s.stl",
                                                (const char *) date);
  g_autofree char *store_name = g_strdup_printf ("published/disallowedcert-%s.sst",
                                                 (const char *) date);
  g_autoptr (GBytes) bytes = read_published (list_name);
  g_autoptr (GBytes) store = bytes != NULL ? read_published (store_name) : NULL;
  g_autoptr (SgnTrustList) list = store != NULL ? read_good (bytes) : NULL;
  g_autoptr (GPtrArray) certificates = list != NULL ? read_store (store) : NULL;
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();

  if (certificates == NULL)
    return;
  g_assert_cmpuint (certificates->len, >=, 79);
  sgn_anchors_set_disallowed (anchors, list->disallowed);
  for (guint i = 0; i < certificates->len; i++) {
    SgnCertificate *certificate = certificates->pdata[i];
    g_autoptr (SgnChain) chain = NULL;

    g_assert_true (sgn_disallowed_contains (list->disallowed, certificate));
    sgn_anchors_add (anchors, certificate);
    chain = sgn_chain_build (anchors, certificate, NULL, SGN_PURPOSE_CODE_SIGNING, 1300000000);
    g_assert_cmpint (chain->status, ==, SGN_CHAIN_DISALLOWED);
  }
}

/* No root of the list is disallowed by mistake. */
static void
test_not_disallowed (void)
{
  g_autoptr (GBytes) bytes = read_published ("published/disallowedcert-2020-12-10.stl");
  g_autoptr (SgnTrustList) list = bytes != NULL ? read_good (bytes) : NULL;
  g_autofree char *path = find ("cacert.pem");
  g_autoptr (GFile) file = NULL;
  g_autoptr (GPtrArray) roots = NULL;

  if (list == NULL)
    return;
  file = g_file_new_for_path (path);
  roots = sgn_certificates_load (file, NULL);
  g_assert_cmpuint (roots->len, ==, 515);
  for (guint i = 0; i < roots->len; i++)
    g_assert_false (sgn_disallowed_contains (list->disallowed, roots->pdata[i]));
}

/* The editions of two successive days: the first one retires the root below, the second one takes
 * that back. */
static void
test_taken_back (void)
{
  static const guint8 verisign[] = { 0x4e, 0xb6, 0xd5, 0x78 };
  const char *const names[] = { "published/authroot-2023-07-19.stl",
                                "published/authroot-2023-07-20.stl" };
  const gint64 dates[] = { 1690848000 /* 2023-08-01 */, SGN_ROOT_RULE_NEVER };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GBytes) bytes = read_published (names[i]);
    g_autoptr (SgnTrustList) list = bytes != NULL ? read_good (bytes) : NULL;
    guint found = 0;

    for (guint j = 0; list != NULL && j < sgn_root_list_get_size (list->roots); j++) {
      const SgnListedRoot *root = &sgn_root_list_get_roots (list->roots)[j];

      if (memcmp (root->sha1, verisign, sizeof verisign) != 0)
        continue;
      g_assert_cmpint (root->rules[SGN_PURPOSE_CODE_SIGNING].disabled_from, ==, dates[i]);
      found++;
    }
    g_assert_cmpuint (found, ==, list != NULL ? 1 : 0);
  }
}

static void
test_compare (void)
{
  static const struct {
    const char *a;
    const char *b;
    int expected;
  } rows[] = {
    { "\x14\x01\xd5", "\x14\x01\xd5", 0 },
    { "\x14\x01\xd5", "\x14\x01\xd6", -1 },
    { "\x14\x02\x01", "\x14\x01\xd6", 1 },
    { "\xd6", "\x01\x01", -1 },
    { "\x14\x01", "\xff", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) a = g_bytes_new_static (rows[i].a, strlen (rows[i].a));
    g_autoptr (GBytes) b = g_bytes_new_static (rows[i].b, strlen (rows[i].b));
    int order = sgn_trust_list_compare (a, b);

    g_assert_cmpint ((order > 0) - (order < 0), ==, rows[i].expected);
    order = sgn_trust_list_compare (b, a);
    g_assert_cmpint ((order > 0) - (order < 0), ==, -rows[i].expected);
  }
}

static void
test_zeros_in_front (void)
{
  g_autoptr (GBytes) a = g_bytes_new_static ("\0\0\x07", 3);
  g_autoptr (GBytes) b = g_bytes_new_static ("\x07", 1);
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);

  g_assert_cmpint (sgn_trust_list_compare (a, b), ==, 0);
  g_assert_cmpint (sgn_trust_list_compare (none, b), <, 0);
  g_assert_cmpint (sgn_trust_list_compare (none, none), ==, 0);
}

typedef struct {
  const char *usages;
  const char *key_usage;
  SgnChainStatus expected;
} Signer;

/* Who may sign lists: a certificate that says so, and nobody else. */
static void
test_signer (gconstpointer data)
{
  const Signer *row = data;
  g_autoptr (TestCert) root = test_root_new ("Root");
  const TestCertSpec spec = { .name = "Signer",
                              .usages = row->usages,
                              .key_usage = row->key_usage };
  g_autoptr (TestCert) signer = test_cert_new (root, &spec);
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  g_autoptr (SgnChain) chain = NULL;

  sgn_anchors_add (anchors, root->certificate);
  chain = sgn_chain_build (anchors,
                           signer->certificate,
                           NULL,
                           SGN_PURPOSE_TRUST_LIST,
                           g_get_real_time () / G_USEC_PER_SEC);
  g_assert_cmpstr (sgn_chain_status_to_id (chain->status),
                   ==,
                   sgn_chain_status_to_id (row->expected));
}

static const Signer signers[] = {
  { "1.3.6.1.4.1.311.10.3.9", NULL, SGN_CHAIN_TRUSTED },
  { "codeSigning,1.3.6.1.4.1.311.10.3.9", NULL, SGN_CHAIN_TRUSTED },
  { "codeSigning", NULL, SGN_CHAIN_WRONG_USAGE },
  { "timeStamping", NULL, SGN_CHAIN_WRONG_USAGE },
  { "anyExtendedKeyUsage", NULL, SGN_CHAIN_WRONG_USAGE },
  { NULL, NULL, SGN_CHAIN_WRONG_USAGE },
  { "1.3.6.1.4.1.311.10.3.9", "keyEncipherment", SGN_CHAIN_WRONG_USAGE },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (published); i++) {
    g_autofree char *name = g_strdup_printf ("/list/%s", published[i].name);

    g_test_add_data_func (name, &published[i], test_published);
  }
  for (guint i = 0; i < G_N_ELEMENTS (signers); i++) {
    g_autofree char *name = g_strdup_printf ("/list/signer/%u", i);

    g_test_add_data_func (name, &signers[i], test_signer);
  }
  g_test_add_func ("/list/built-in", test_builtin);
  g_test_add_data_func ("/list/changed/roots", "authroot.stl", test_changed);
  g_test_add_data_func ("/list/changed/disallowed",
                        "published/disallowedcert-2020-12-10.stl",
                        test_changed);
  g_test_add_data_func ("/list/changed/cabinet", "published/authrootstl.cab", test_changed);
  g_test_add_func ("/list/appended", test_appended);
  g_test_add_data_func ("/list/pin-rules", "published/pinrules-2017-05-31.stl", test_other_lists);
  g_test_add_data_func ("/list/pin-rules-cabinet",
                        "published/pinrulesstl-2017-05-31.cab",
                        test_other_lists);
  g_test_add_data_func ("/list/no-list", "cacert.pem", test_other_lists);
  g_test_add_data_func ("/list/disallowed/2019", "2019-08-13", test_disallowed);
  g_test_add_data_func ("/list/disallowed/2020", "2020-12-10", test_disallowed);
  g_test_add_func ("/list/not-disallowed", test_not_disallowed);
  g_test_add_func ("/list/taken-back", test_taken_back);
  g_test_add_func ("/list/compare", test_compare);
  g_test_add_func ("/list/zeros-in-front", test_zeros_in_front);
  return g_test_run ();
}
