/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/trust/list-spec.h"

#include <string.h>

#include "core/base/hash.h"
#include "core/base/oid.h"

#define PREFIX "1.3.6.1.4.1.311.10.11."

static const struct {
  const char *name;
  const char *oid;
} usages[] = {
  { "server", "1.3.6.1.5.5.7.3.1" },    { "client", "1.3.6.1.5.5.7.3.2" },
  { "code", "1.3.6.1.5.5.7.3.3" },      { "mail", "1.3.6.1.5.5.7.3.4" },
  { "stamp", "1.3.6.1.5.5.7.3.8" },     { "ocsp", "1.3.6.1.5.5.7.3.9" },
  { "none", "1.3.6.1.4.1.311.94.1.2" },
};

gint64
list_spec_time (const char *text)
{
  g_autofree char *full = g_strconcat (text, strchr (text, 'T') != NULL ? "Z" : "T00:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (full, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static GBytes *
encode_usage (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (usages); i++)
    if (g_str_equal (usages[i].name, name))
      return sgn_der_encode_oid (usages[i].oid);
  g_error ("there is no usage %s", name);
}

static GBytes *
encode_usages (const char *text)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto (GStrv) names = g_strsplit (text, ",", 0);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (list, encode_usage (names[i]));
  return sgn_der_sequence_of (list);
}

/* FILETIME */
static GBytes *
encode_date (const char *text)
{
  guint64 ticks;

  if (*text == '\0')
    return g_bytes_new (NULL, 0);
  ticks = (guint64) (list_spec_time (text) + G_GINT64_CONSTANT (11644473600)) * 10000000;
  ticks = GUINT64_TO_LE (ticks);
  return g_bytes_new (&ticks, sizeof ticks);
}

static GBytes *
digest (SgnCertificate *certificate, SgnHash hash)
{
  return sgn_hash_bytes (hash, sgn_certificate_get_der (certificate));
}

static GBytes *
encode_value (SgnCertificate *certificate, const char *number, const char *text)
{
  if (g_str_equal (number, "104") || g_str_equal (number, "126"))
    return encode_date (text);
  if (g_str_equal (number, "98")) {
    g_autoptr (GBytes) right = digest (certificate, SGN_HASH_SHA256);

    return sgn_hash_bytes (SGN_HASH_SHA256, right);
  }
  return encode_usages (text);
}

/* Attribute: SEQUENCE { OID, SET { OCTET STRING } }; @value is consumed. */
static GBytes *
attribute (const char *oid, GBytes *value)
{
  g_autoptr (GBytes) octets = value;

  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_oid (oid),
                       sgn_der_wrap (SGN_TAG_SET, sgn_der_encode_octets (octets), NULL),
                       NULL);
}

static GBytes *
property (const char *number, GBytes *value)
{
  g_autofree char *oid = g_strconcat (PREFIX, number, NULL);

  return attribute (oid, value);
}

static void
add_word (const ListedSpec *spec, const char *word, GPtrArray *ret)
{
  g_auto (GStrv) sides = g_strsplit (word, "=", 2);

  if (g_str_equal (word, "oid"))
    g_ptr_array_add (ret, attribute ("1.2.3.4", g_bytes_new (NULL, 0)));
  else if (*word == '!')
    g_ptr_array_add (ret, property (word + 1, g_bytes_new ("\x01\x02\x03", 3)));
  else
    g_ptr_array_add (ret,
                     property (sides[0], encode_value (spec->certificate, sides[0], sides[1])));
}

static GBytes *
encode_subject (const ListedSpec *spec)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto (GStrv) words = g_strsplit (spec->properties, " ", 0);
  gboolean named = strstr (spec->properties, "98") == NULL;
  g_autoptr (GBytes) sha1 = digest (spec->certificate, SGN_HASH_SHA1);

  if (named)
    g_ptr_array_add (list, property ("98", digest (spec->certificate, SGN_HASH_SHA256)));
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !g_str_equal (words[i], "-98"))
      add_word (spec, words[i], list);
  return sgn_ctl_subject_encode (sha1, list);
}

/* @subjects is consumed. */
static SgnCtl *
parse_list (const char *usage, GPtrArray *subjects)
{
  const SgnCtlHeader header = { .usage = usage, .algorithm = SGN_OID_SHA1, .time = 1577836800 };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) all = subjects;
  g_autoptr (GBytes) der = sgn_ctl_encode (&header, all, none);
  g_autoptr (GError) error = NULL;
  SgnCtl *ctl = sgn_ctl_parse (der, &error);

  g_assert_no_error (error);
  return ctl;
}

SgnRootList *
list_spec_roots (const ListedSpec *specs, guint count)
{
  GPtrArray *subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (SgnCtl) ctl = NULL;

  for (guint i = 0; i < count; i++)
    if (specs[i].properties != NULL)
      g_ptr_array_add (subjects, encode_subject (&specs[i]));
  ctl = parse_list (SGN_OID_EKU_TRUST_LIST, subjects);
  return sgn_root_list_read (ctl);
}

static GBytes *
identify (SgnCertificate *certificate, SgnHash hash)
{
  X509 *x509 = sgn_certificate_get_x509 (certificate);
  const ASN1_BIT_STRING *key = X509_get0_pubkey_bitstr (x509);
  unsigned char *tbs = NULL;
  GBytes *ret;
  int size;

  if (hash == SGN_HASH_MD5)
    return sgn_hash_data (hash, ASN1_STRING_get0_data (key), (gsize) ASN1_STRING_length (key));
  size = i2d_re_X509_tbs (x509, &tbs);
  g_assert_cmpint (size, >, 0);
  ret = sgn_hash_data (hash, tbs, (gsize) size);
  OPENSSL_free (tbs);
  return ret;
}

SgnDisallowed *
list_spec_disallowed (SgnCertificate *certificate, const char *hash)
{
  GPtrArray *subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) identifier = NULL;
  g_autoptr (SgnCtl) ctl = NULL;
  SgnHash algorithm;

  g_assert_true (sgn_hash_from_id (hash, &algorithm));
  identifier = identify (certificate, algorithm);
  /* As in the real ones: no SET of attributes at all. */
  g_ptr_array_add (subjects,
                   sgn_der_wrap (SGN_TAG_SEQUENCE, sgn_der_encode_octets (identifier), NULL));
  ctl = parse_list (SGN_OID_DISALLOWED_LIST, subjects);
  return sgn_disallowed_read (ctl);
}
