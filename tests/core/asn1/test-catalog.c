/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/catalog.h"

#include <string.h>

#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/base/oid.h"

#define NOON 1778765405

static GBytes *
digest_of (SgnHash hash, const char *text)
{
  return sgn_hash_data (hash, text, strlen (text));
}

static void
add_file (SgnCatalogWriter *writer, SgnCatalogKind kind, const char *text, gboolean twin)
{
  g_autoptr (GPtrArray) properties = sgn_catalog_properties_new ();
  g_autoptr (GBytes) sha256 = digest_of (SGN_HASH_SHA256, text);
  g_autoptr (GBytes) sha1 = twin ? digest_of (SGN_HASH_SHA1, text) : NULL;

  sgn_catalog_properties_add (properties, "File", text);
  sgn_catalog_writer_add_file (writer, kind, sha256, sha1, properties);
}

static GBytes *
make_list (void)
{
  g_autoptr (SgnCatalogWriter) writer = sgn_catalog_writer_new ();

  sgn_catalog_writer_add_property (writer, "OSAttr", "2:10.0");
  add_file (writer, SGN_CATALOG_PE, "program.exe", TRUE);
  add_file (writer, SGN_CATALOG_FLAT, "größe.txt", TRUE);
  add_file (writer, SGN_CATALOG_FLAT, "alone.txt", FALSE);
  return sgn_catalog_writer_finish (writer, NOON);
}

static SgnCtl *
parse (GBytes *list)
{
  g_autoptr (GError) error = NULL;
  SgnCtl *ctl = sgn_ctl_parse (list, &error);

  g_assert_no_error (error);
  if (ctl == NULL)
    g_error ("no list");
  return ctl;
}

static void
read_member (const SgnCtl *list, guint i, SgnCatalogMember *ret)
{
  g_autoptr (GError) error = NULL;

  sgn_catalog_member_parse (list, &g_array_index (list->subjects, SgnCtlSubject, i), ret, &error);
  g_assert_no_error (error);
}

static void
test_round_trip (void)
{
  g_autoptr (GBytes) bytes = make_list ();
  g_autoptr (SgnCtl) list = parse (bytes);
  g_autoptr (GPtrArray) properties = sgn_catalog_get_properties (list, NULL);
  guint programs = 0;

  g_assert_cmpstr (list->usage, ==, SGN_OID_CAT_LIST);
  g_assert_cmpstr (list->algorithm, ==, SGN_OID_CAT_MEMBERS_V2);
  g_assert_cmpint (list->time, ==, NOON);
  g_assert_cmpuint (list->subjects->len, ==, 5);
  g_assert_cmpstr (sgn_catalog_properties_find (properties, "OSAttr"), ==, "2:10.0");
  for (guint i = 0; i < list->subjects->len; i++) {
    g_auto (SgnCatalogMember) member = { 0 };
    const char *name;
    g_autoptr (GBytes) digest = NULL;

    read_member (list, i, &member);
    g_assert_true (member.hash_known);
    name = sgn_catalog_properties_find (member.properties, "File");
    digest = digest_of (member.hash, name);
    g_assert_true (g_bytes_equal (member.digest, digest));
    g_assert_cmpint (member.kind,
                     ==,
                     g_str_equal (name, "program.exe") ? SGN_CATALOG_PE : SGN_CATALOG_FLAT);
    programs += member.kind == SGN_CATALOG_PE;
  }
  g_assert_cmpuint (programs, ==, 2);
}

/* The members' order is that of their digests, whatever they came in. */
static void
test_deterministic (void)
{
  g_autoptr (GBytes) first = make_list ();
  g_autoptr (SgnCatalogWriter) writer = sgn_catalog_writer_new ();
  g_autoptr (GBytes) second = NULL;

  sgn_catalog_writer_add_property (writer, "OSAttr", "2:10.0");
  add_file (writer, SGN_CATALOG_FLAT, "alone.txt", FALSE);
  add_file (writer, SGN_CATALOG_FLAT, "größe.txt", TRUE);
  add_file (writer, SGN_CATALOG_PE, "program.exe", TRUE);
  add_file (writer, SGN_CATALOG_PE, "program.exe", TRUE);
  g_assert_cmpuint (sgn_catalog_writer_get_size (writer), ==, 5);
  second = sgn_catalog_writer_finish (writer, NOON);
  g_assert_true (g_bytes_equal (first, second));
}

static void
test_content (void)
{
  static const SgnSpcSipInfo sip = { 1, { 0xf1, 0x10, 0x0c, 0x00, 0, 0, 0, 0, 0xc0, [15] = 0x46 } };
  g_autoptr (SgnCatalogWriter) writer = sgn_catalog_writer_new ();
  g_autoptr (GBytes) value = sgn_spc_sip_info_encode (&sip);
  g_autoptr (GBytes) digest = digest_of (SGN_HASH_SHA256, "package");
  g_autoptr (GBytes)
      content = sgn_spc_indirect_data_encode (SGN_OID_SPC_SIP_INFO, value, SGN_HASH_SHA256, digest);
  g_autoptr (GBytes) utf16 = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SgnCtl) list = NULL;
  g_auto (SgnCatalogMember) member = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_catalog_writer_add_content (writer, content, NULL, &error));
  g_assert_no_error (error);
  bytes = sgn_catalog_writer_finish (writer, NOON);
  list = parse (bytes);
  read_member (list, 0, &member);
  g_assert_cmpint (member.kind, ==, SGN_CATALOG_OTHER);
  g_assert_true (g_bytes_equal (member.digest, digest));
  /* The name of the package that reads installation packages. */
  g_assert_nonnull (memmem (g_bytes_get_data (bytes, NULL),
                            g_bytes_get_size (bytes),
                            "\0{\0"
                            "0\0"
                            "0\0"
                            "0\0"
                            "C\0"
                            "1\0"
                            "0\0"
                            "F\0"
                            "1\0-",
                            20));
  g_assert_false (sgn_catalog_writer_add_content (writer, digest, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
}

static void
use (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnCtl) list = sgn_ctl_parse (bytes, &error);
  g_autoptr (GPtrArray) properties = NULL;

  if (list == NULL) {
    g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
    return;
  }
  properties = sgn_catalog_get_properties (list, NULL);
  for (guint i = 0; i < list->subjects->len; i++) {
    g_auto (SgnCatalogMember) member = { 0 };

    sgn_catalog_member_parse (list,
                              &g_array_index (list->subjects, SgnCtlSubject, i),
                              &member,
                              NULL);
  }
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) list = make_list ();
  gsize size;
  const guint8 *data = g_bytes_get_data (list, &size);

  for (gsize i = 0; i < size; i++) {
    g_autofree guint8 *copy = g_memdup2 (data, size);
    g_autoptr (GBytes) cut = g_bytes_new (data, i);
    g_autoptr (GBytes) flipped = NULL;

    g_assert_null (sgn_ctl_parse (cut, NULL));
    for (guint bit = 0; bit < 8; bit++) {
      copy[i] ^= (guint8) (1u << bit);
      flipped = g_bytes_new (copy, size);
      use (flipped);
      g_clear_pointer (&flipped, g_bytes_unref);
      copy[i] ^= (guint8) (1u << bit);
    }
  }
}

static GBytes *
load (const char *path)
{
  g_autofree char *full = g_build_filename (g_getenv ("SIGNET_CORPUS"), path, NULL);
  char *data;
  gsize size;

  if (!g_file_get_contents (full, &data, &size, NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

/* The SHA-1 entry of the file that @name stands for. */
static GBytes *
find_twin (const SgnCtl *list, const char *name)
{
  for (guint i = 0; i < list->subjects->len; i++) {
    g_auto (SgnCatalogMember) member = { 0 };

    read_member (list, i, &member);
    if (member.hash == SGN_HASH_SHA1 &&
        g_strcmp0 (sgn_catalog_properties_find (member.properties, "File"), name) == 0)
      return g_bytes_ref (member.digest);
  }
  return NULL;
}

/* What Inf2Cat made of the same digests. */
static void
test_like_inf2cat (void)
{
  g_autoptr (GBytes) file = load ("signtool/unsigned/catalog/sample.cat");
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (GBytes) wrapped = NULL;
  g_autoptr (SgnCtl) theirs = NULL;
  g_autoptr (SgnCtl) list = NULL;
  g_autoptr (GPtrArray) properties = NULL;
  g_autoptr (SgnCatalogWriter) writer = sgn_catalog_writer_new ();

  if (file == NULL) {
    g_test_skip ("the corpus is not there");
    return;
  }
  content = sgn_spc_find_content (file);
  theirs = parse (content);
  properties = sgn_catalog_get_properties (theirs, NULL);
  for (guint i = 0; i < properties->len; i++) {
    const SgnCatalogProperty *property = properties->pdata[i];

    sgn_catalog_writer_add_property (writer, property->tag, property->value);
  }
  for (guint i = 0; i < theirs->subjects->len; i++) {
    g_auto (SgnCatalogMember) member = { 0 };
    g_autoptr (GBytes) twin = NULL;

    read_member (theirs, i, &member);
    if (member.hash == SGN_HASH_SHA1)
      continue;
    twin = find_twin (theirs, sgn_catalog_properties_find (member.properties, "File"));
    sgn_catalog_writer_add_file (writer, member.kind, member.digest, twin, member.properties);
  }
  ours = sgn_catalog_writer_finish (writer, theirs->time);
  list = parse (ours);
  g_assert_cmpuint (list->subjects->len, ==, theirs->subjects->len);
  for (guint i = 0; i < list->subjects->len; i++) {
    const SgnCtlSubject *a = &g_array_index (list->subjects, SgnCtlSubject, i);
    const SgnCtlSubject *b = &g_array_index (theirs->subjects, SgnCtlSubject, i);

    g_assert_cmpmem (a->identifier.data,
                     a->identifier.size,
                     b->identifier.data,
                     b->identifier.size);
    g_assert_cmpmem (a->attributes.data,
                     a->attributes.size,
                     b->attributes.data,
                     b->attributes.size);
  }
  g_assert_cmpmem (list->extensions.data,
                   list->extensions.size,
                   theirs->extensions.data,
                   theirs->extensions.size);
  /* Only the identifier, which is chosen at random there, differs. */
  wrapped = sgn_catalog_wrap (content);
  g_assert_true (g_bytes_equal (wrapped, file));
  g_assert_cmpuint (g_bytes_get_size (ours), ==, g_bytes_get_size (content));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/round-trip", test_round_trip);
  g_test_add_func ("/catalog/deterministic", test_deterministic);
  g_test_add_func ("/catalog/content", test_content);
  g_test_add_func ("/catalog/damaged", test_damaged);
  g_test_add_func ("/catalog/like-inf2cat", test_like_inf2cat);
  return g_test_run ();
}
