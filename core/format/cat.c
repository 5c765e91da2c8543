/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cat"

/* A security catalog, or another certificate trust list: one SignedData (RFC 2315 section 9.1) that
 * is the whole file.
 *
 *   ContentInfo
 *     contentType            signedData
 *     content [0]            SignedData
 *       version
 *       digestAlgorithms     empty when unsigned
 *       contentInfo
 *         contentType        1.3.6.1.4.1.311.10.1
 *         content [0]        CertificateTrustList; its content is hashed, without tag and length
 *           subjectUsage     1.3.6.1.4.1.311.12.1.1 in catalogs
 *           subjectAlgorithm 1.3.6.1.4.1.311.12.1.2 (version 1) or .12.1.3 (version 2)
 *           trustedSubjects  one per file: identifier and attributes, among them the digest
 *           extensions [0]   properties of the catalog
 *       certificates [0]     absent when unsigned
 *       signerInfos          empty when unsigned
 *
 * Windows' catalog service (CryptCATAdmin) looks a file up by its digest. Neither the name of the
 * catalog nor the names of its members matter. Bytes after the structure are read by nobody and are
 * a finding (CVE-2020-16922).
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/asn1/catalog.h"
#include "core/base/checked.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/format/beside.h"

#define TAG_0 0xa0 /* [0] EXPLICIT, constructed */

/* The two content types are near the start, after a few digest algorithms at most. */
#define PROBE_SIZE 512

/* 1.2.840.113549.1.7.2, as DER. */
static const guint8 signed_data_oid[] = { 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86,
                                          0xf7, 0x0d, 0x01, 0x07, 0x02 };
/* 1.3.6.1.4.1.311.10.1, as DER. */
static const guint8 list_oid[] = {
  0x06, 0x09, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x0a, 0x01
};

typedef struct {
  SgnInput *input;
  GBytes *der;         /* the whole structure; more bytes may follow in the file */
  SgnDer version;      /* points into @der, as the next one */
  SgnDer content_info; /* contentType and list */
  GBytes *list;        /* CertificateTrustList, which is signed */
  gboolean is_catalog; /* FALSE: a list of certificates */
  gboolean is_signed;
} Cat;

static gboolean
cat_probe (SgnInput *input)
{
  guint8 start[PROBE_SIZE];
  gsize size = (gsize) MIN (sgn_input_get_size (input), sizeof start);
  const guint8 *found;

  if (size < sizeof signed_data_oid || !sgn_input_read (input, 0, start, size, NULL) ||
      start[0] != SGN_TAG_SEQUENCE)
    return FALSE;
  /* Only a search: whether the structure is right is for cat_open() to say, with a message. */
  found = memmem (start, MIN (size, 24), signed_data_oid, sizeof signed_data_oid);
  return found != NULL && memmem (start, size, list_oid, sizeof list_oid) != NULL;
}

static void
cat_close (gpointer self)
{
  Cat *cat = self;

  g_clear_pointer (&cat->der, g_bytes_unref);
  g_clear_pointer (&cat->list, g_bytes_unref);
  sgn_input_unref (cat->input);
  g_free (cat);
}

static gboolean
fail (GError **error, const char *reason)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, reason);
  return FALSE;
}

static gboolean
expect_type (SgnDer *der, const char *type, GError **error)
{
  g_autofree char *oid = NULL;

  if (!sgn_der_oid (der, &oid, error))
    return FALSE;
  return g_str_equal (oid, type) || fail (error, _ ("the content is not a list"));
}

static gboolean
read_content_info (Cat *cat, SgnDer *der, GError **error)
{
  SgnDerElement sequence;
  SgnDerElement wrapper;
  SgnDerElement list;

  if (!sgn_der_expect (der, SGN_TAG_SEQUENCE, &sequence, error))
    return FALSE;
  /* Kept as it is: removing signatures must not encode the list again. */
  cat->content_info = sequence.whole;
  if (!expect_type (&sequence.content, SGN_OID_MS_CTL, error) ||
      !sgn_der_expect (&sequence.content, TAG_0, &wrapper, error) ||
      !sgn_der_end (sequence.content, error) ||
      !sgn_der_expect (&wrapper.content, SGN_TAG_SEQUENCE, &list, error) ||
      !sgn_der_end (wrapper.content, error))
    return FALSE;
  cat->list = sgn_der_to_bytes (list.whole);
  return TRUE;
}

/* Optional certificates and revocation lists, then signerInfos. */
static gboolean
read_signers (Cat *cat, SgnDer der, GError **error)
{
  SgnDerElement field = { 0 };

  /* signerInfos is the last field and the only SET (RFC 2315 9.1); certificates and revocation
   * lists before it are implicitly tagged. */
  while (!sgn_der_is_empty (der))
    if (!sgn_der_next (&der, &field, error))
      return FALSE;
  if (field.tag != SGN_TAG_SET)
    return fail (error, _ ("the list of signers is missing"));
  cat->is_signed = !sgn_der_is_empty (field.content);
  return TRUE;
}

static gboolean
read_signed_data (Cat *cat, SgnDer der, GError **error)
{
  SgnDer start = der;
  SgnDerElement algorithms;
  guint64 version;

  if (!sgn_der_uint (&der, &version, error))
    return FALSE;
  cat->version = (SgnDer){ start.data, start.size - der.size };
  return sgn_der_expect (&der, SGN_TAG_SET, &algorithms, error) &&
         read_content_info (cat, &der, error) && read_signers (cat, der, error);
}

static gboolean
read_structure (Cat *cat, GError **error)
{
  SgnDer der = sgn_der_from_bytes (cat->der);
  SgnDerElement outer;
  SgnDerElement wrapper;
  SgnDerElement inner;

  return sgn_der_expect (&der, SGN_TAG_SEQUENCE, &outer, error) &&
         expect_type (&outer.content, SGN_OID_SIGNED_DATA, error) &&
         sgn_der_expect (&outer.content, TAG_0, &wrapper, error) &&
         sgn_der_end (outer.content, error) &&
         sgn_der_expect (&wrapper.content, SGN_TAG_SEQUENCE, &inner, error) &&
         sgn_der_end (wrapper.content, error) && read_signed_data (cat, inner.content, error);
}

/* A catalog whose members cannot all be read would be looked up as if the missing ones were not in
 * it. */
static gboolean
check_members (const SgnCtl *list, GError **error)
{
  g_autoptr (GPtrArray) properties = sgn_catalog_get_properties (list, error);

  if (properties == NULL)
    return FALSE;
  for (guint i = 0; i < list->subjects->len; i++) {
    const SgnCtlSubject *subject = &g_array_index (list->subjects, SgnCtlSubject, i);
    g_auto (SgnCatalogMember) member = { 0 };

    if (!sgn_catalog_member_parse (list, subject, &member, error)) {
      g_prefix_error (error, _ ("member %u: "), i + 1);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
read_list (Cat *cat, GError **error)
{
  g_autoptr (SgnCtl) list = sgn_ctl_parse (cat->list, error);

  if (list == NULL)
    return FALSE;
  cat->is_catalog = g_str_equal (list->usage, SGN_OID_CAT_LIST);
  return !cat->is_catalog || check_members (list, error);
}

/* Reads as many bytes as the structure states, or the whole file if its length is indefinite. */
static gboolean
read_bytes (Cat *cat, GError **error)
{
  guint64 size = sgn_input_get_size (cat->input);
  guint8 start[6] = { 0 };
  guint count;
  guint64 length = 0;

  if (!sgn_input_read (cat->input, 0, start, (gsize) MIN (size, sizeof start), error))
    return FALSE;
  count = start[1] < 0x80 ? 0 : start[1] & 0x7f;
  /* X.690 8.1.3: a short length, or the number of bytes of a long one. 0x80 is the indefinite form.
   * Five or more bytes are more than the limit of reading, which then fails. */
  if (start[1] != 0x80 && count <= 4) {
    length = start[1] < 0x80 ? start[1] : 0;
    for (guint i = 0; i < count; i++)
      length = length << 8 | start[2 + i];
    if (!sgn_range_fits (2 + count, length, size))
      return fail (error, _ ("the file ends early"));
    size = 2 + count + length;
  }
  cat->der = sgn_input_read_bytes (cat->input, 0, size, error);
  return cat->der != NULL;
}

/* Cuts off the bytes after the structure. */
static gboolean
trim (Cat *cat, GError **error)
{
  SgnDer der = sgn_der_from_bytes (cat->der);
  SgnDerElement outer;
  GBytes *whole;

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &outer, error))
    return FALSE;
  whole = g_bytes_new_from_bytes (cat->der, 0, outer.whole.size);
  g_bytes_unref (cat->der);
  cat->der = whole;
  return TRUE;
}

static gpointer
cat_open (SgnInput *input, GError **error)
{
  Cat *cat = g_new0 (Cat, 1);
  g_autoptr (GError) cause = NULL;

  cat->input = sgn_input_ref (input);
  if (read_bytes (cat, &cause) && trim (cat, &cause) && read_structure (cat, &cause) &&
      read_list (cat, &cause))
    return cat;
  cat_close (cat);
  /* The parsers speak of a damaged signature. Here the structure is the whole file. */
  if (g_error_matches (cause, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED))
    cause->code = SGN_ERROR_FILE_DAMAGED;
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

static const char *
cat_get_title (gpointer self)
{
  const Cat *cat = self;

  return cat->is_catalog ? N_ ("Security catalog") : N_ ("Certificate trust list");
}

static gboolean
check_signable (const Cat *cat, GError **error)
{
  if (g_bytes_get_size (cat->der) == sgn_input_get_size (cat->input))
    return TRUE;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_NOT_SIGNABLE,
                       _ ("the file continues after the end of the catalog"));
  return FALSE;
}

static GBytes *
cat_create_content (gpointer self,
                    const SgnContentOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  const Cat *cat = self;

  return check_signable (cat, error) ? g_bytes_ref (cat->list) : NULL;
}

static gboolean
cat_verify_content (gpointer self,
                    GBytes *content,
                    SgnContentResult *ret,
                    SgnFindings *findings,
                    GCancellable *cancellable,
                    GError **error)
{
  const Cat *cat = self;
  SgnInput *beside = sgn_input_get_beside (cat->input);

  /* If the signed file was given, it must be identical to the content (RFC 5652 section 5.2). */
  if (beside != NULL)
    return sgn_beside_compare (beside, content, ret, cancellable, error);
  *ret = (SgnContentResult){ .matches = g_bytes_equal (content, cat->list) };
  return TRUE;
}

static GPtrArray *
cat_get_signatures (gpointer self, GError **error)
{
  const Cat *cat = self;
  GPtrArray *signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (cat->is_signed)
    g_ptr_array_add (signatures, g_bytes_ref (cat->der));
  return signatures;
}

/* The catalog as it was before signing, with the same bytes of the list. */
static GBytes *
build_unsigned (const Cat *cat)
{
  GBytes *signed_data = sgn_der_wrap (SGN_TAG_SEQUENCE,
                                      sgn_der_to_bytes (cat->version),
                                      sgn_der_encode (SGN_TAG_SET, NULL, 0),
                                      sgn_der_to_bytes (cat->content_info),
                                      sgn_der_encode (SGN_TAG_SET, NULL, 0),
                                      NULL);

  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_oid (SGN_OID_SIGNED_DATA),
                       sgn_der_wrap (TAG_0, signed_data, NULL),
                       NULL);
}

/* A signature contains the list it was made for and becomes the file, so the list must be the
 * same. */
static GBytes *
accept_signature (const Cat *cat, GBytes *signature, GError **error)
{
  Cat other = { .der = signature };
  gboolean same = read_structure (&other, NULL) && g_bytes_equal (other.list, cat->list);

  g_clear_pointer (&other.list, g_bytes_unref);
  if (same)
    return g_bytes_ref (signature);
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_SELF_CHECK,
                       _ ("the signature was made for another catalog"));
  return NULL;
}

static SgnPatch *
cat_put_signatures (gpointer self, GPtrArray *signatures, GError **error)
{
  const Cat *cat = self;
  g_autoptr (GBytes) file = NULL;
  SgnPatch *patch;

  if (signatures->len == 0 && !cat->is_signed)
    return sgn_patch_new ();
  if (!check_signable (cat, error))
    return NULL;
  if (signatures->len == 0)
    file = build_unsigned (cat);
  else
    file = accept_signature (cat, g_ptr_array_index (signatures, 0), error);
  if (file == NULL)
    return NULL;
  patch = sgn_patch_new ();
  sgn_patch_replace (patch, 0, g_bytes_get_size (cat->der), file);
  return patch;
}

/* Windows ignores bytes after the structure (CVE-2020-16922). */
static void
cat_find_anomalies (gpointer self, SgnFindings *ret)
{
  const Cat *cat = self;
  guint64 end = g_bytes_get_size (cat->der);
  guint64 size = sgn_input_get_size (cat->input);

  /* An unsigned catalog proves nothing, with or without further bytes. */
  if (cat->is_signed && end < size)
    sgn_findings_add (ret, SGN_FINDING_TRAILING_DATA, SGN_SEVERITY_ADDED, end, size - end, NULL);
}

static const char *const extensions[] = { "cat", NULL };

extern const SgnFormat sgn_format_cat;
const SgnFormat sgn_format_cat = {
  .id = "cat",
  .title = N_ ("Security catalog"),
  .icon_name = "view-list-symbolic",
  .extensions = extensions,
  .profile = SGN_PROFILE_AUTHENTICODE,
  .content_type = SGN_OID_MS_CTL,
  .content_place = SGN_CONTENT_IN_OUTER,
  .caps = SGN_FORMAT_CAN_NEST | SGN_FORMAT_CAN_REMOVE | SGN_FORMAT_REMOVE_IDENTICAL,
  .probe = cat_probe,
  .open = cat_open,
  .close = cat_close,
  .get_title = cat_get_title,
  .create_content = cat_create_content,
  .verify_content = cat_verify_content,
  .get_signatures = cat_get_signatures,
  .put_signatures = cat_put_signatures,
  .find_anomalies = cat_find_anomalies,
};
