/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-policy"

/* An App Control policy (WDAC), compiled: the policy alone, or a message that contains it
 * (RFC 5652 section 5). The format of the policy is not documented.
 *
 *   ContentInfo, when signed        contentType signedData
 *     SignedData
 *       encapContentInfo            eContentType 1.3.6.1.4.1.311.79.1
 *         eContent [0]              OCTET STRING: the policy, which is hashed
 *       certificates, signerInfos
 *
 *   policy   0   u32 format version
 *            4   GUID of the policy type, GUID of the platform
 *           36   u32 options; bit 31 is always set
 *           40   u32 x 4: counts of EKUs, file rules, signers, scenarios
 *           56   u64 version
 *           64   u32 64: length of the header so far
 *
 * The boot loader and code integrity take the content of the message. They know no timestamps and
 * no nested signatures, ignore the end of the certificate's validity, and accept RSA keys of
 * limited size only. Bytes after the message are read by nobody and are a finding.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/asn1/content-info.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/base/reader.h"
#include "core/format/beside.h"

/* Offsets in the header of the policy. */
#define VERSION_MAX    64
#define OPTIONS_OFFSET 36
#define OPTIONS_ALWAYS 0x80000000u
#define LENGTH_OFFSET  64
#define HEAD_SIZE      (LENGTH_OFFSET + 4)
/* The largest RSA key that the boot loader accepts. */
#define KEY_BITS_MAX 4096

typedef struct {
  SgnInput *input;
  GBytes *policy; /* the unsigned policy */
  GBytes *der;    /* (nullable): the whole file, if signed */
  guint64 end;    /* end of the signature in the file */
} Policy;

/* Several fields at once, since a policy has no magic. */
static gboolean
is_policy (gconstpointer data, gsize size)
{
  SgnReader reader;
  guint32 version, options, length;

  sgn_reader_init (&reader, data, size);
  return sgn_reader_u32 (&reader, &version, NULL) &&
         sgn_reader_seek (&reader, OPTIONS_OFFSET, NULL) &&
         sgn_reader_u32 (&reader, &options, NULL) &&
         sgn_reader_seek (&reader, LENGTH_OFFSET, NULL) &&
         sgn_reader_u32 (&reader, &length, NULL) && version > 0 && version <= VERSION_MAX &&
         (options & OPTIONS_ALWAYS) != 0 && length == LENGTH_OFFSET;
}

static gboolean
is_policy_bytes (GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return is_policy (data, size);
}

static gboolean
policy_probe (SgnInput *input)
{
  g_autoptr (GBytes) file = NULL;
  g_auto (SgnContentInfo) info = { 0 };
  guint8 head[HEAD_SIZE];

  if (sgn_input_get_size (input) < HEAD_SIZE || !sgn_input_read (input, 0, head, sizeof head, NULL))
    return FALSE;
  /* The first byte of an unsigned policy is the low byte of its version, which is below 0x30. */
  if (head[0] != SGN_TAG_SEQUENCE)
    return is_policy (head, sizeof head);
  file = sgn_input_read_bytes (input, 0, sgn_input_get_size (input), NULL);
  return file != NULL && sgn_content_info_parse (file, &info, NULL) &&
         g_str_equal (info.type, SGN_OID_MS_CODE_POLICY);
}

static void
policy_close (gpointer self)
{
  Policy *policy = self;

  sgn_input_unref (policy->input);
  g_clear_pointer (&policy->policy, g_bytes_unref);
  g_clear_pointer (&policy->der, g_bytes_unref);
  g_free (policy);
}

static gboolean
read_signed (Policy *self, GBytes *file, GError **error)
{
  g_auto (SgnContentInfo) info = { 0 };

  if (!sgn_content_info_parse (file, &info, error))
    return FALSE;
  /* The type alone is not enough: code integrity would refuse other content. */
  if (info.content == NULL || !is_policy_bytes (info.content)) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FILE_DAMAGED,
                         _ ("there is no policy in the signature"));
    return FALSE;
  }
  self->policy = g_bytes_ref (info.content);
  self->der = g_bytes_ref (file);
  self->end = info.size;
  return TRUE;
}

static gboolean
read_file (Policy *self, GError **error)
{
  g_autoptr (GBytes)
      file = sgn_input_read_bytes (self->input, 0, sgn_input_get_size (self->input), error);

  if (file == NULL)
    return FALSE;
  if (!is_policy_bytes (file))
    return read_signed (self, file, error);
  self->policy = g_steal_pointer (&file);
  return TRUE;
}

static gpointer
policy_open (SgnInput *input, GError **error)
{
  Policy *self = g_new0 (Policy, 1);

  self->input = sgn_input_ref (input);
  if (read_file (self, error))
    return self;
  policy_close (self);
  return NULL;
}

static gboolean
check_signable (const Policy *policy, GError **error)
{
  if (policy->der == NULL || policy->end == sgn_input_get_size (policy->input))
    return TRUE;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_NOT_SIGNABLE,
                       _ ("the file continues after the end of the policy"));
  return FALSE;
}

static GBytes *
policy_create_content (gpointer self,
                       const SgnContentOptions *options,
                       GCancellable *cancellable,
                       GError **error)
{
  const Policy *policy = self;

  return check_signable (policy, error) ? g_bytes_ref (policy->policy) : NULL;
}

static gboolean
policy_verify_content (gpointer self,
                       GBytes *content,
                       SgnContentResult *ret,
                       SgnFindings *findings,
                       GCancellable *cancellable,
                       GError **error)
{
  const Policy *policy = self;

  SgnInput *beside = sgn_input_get_beside (policy->input);

  /* If the signed file was given, it must be identical to the content (RFC 5652 section 5.2). */
  if (beside != NULL)
    return sgn_beside_compare (beside, content, ret, cancellable, error);
  *ret = (SgnContentResult){ .matches = g_bytes_equal (content, policy->policy) };
  return TRUE;
}

static GPtrArray *
policy_get_signatures (gpointer self, GError **error)
{
  const Policy *policy = self;
  GPtrArray *signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (policy->der != NULL)
    g_ptr_array_add (signatures, g_bytes_new_from_bytes (policy->der, 0, policy->end));
  return signatures;
}

static gboolean
check_signature (const Policy *policy, GBytes *signature, GError **error)
{
  g_auto (SgnContentInfo) info = { 0 };

  if (sgn_content_info_parse (signature, &info, NULL) && info.content != NULL &&
      g_bytes_equal (info.content, policy->policy))
    return TRUE;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_SELF_CHECK,
                       _ ("the signature was made for another policy"));
  return FALSE;
}

/* A signed policy is its signature with the policy embedded, and nothing else. */
static SgnPatch *
policy_put_signatures (gpointer self, GPtrArray *signatures, GError **error)
{
  const Policy *policy = self;
  GBytes *file = signatures->len > 0 ? g_ptr_array_index (signatures, 0) : policy->policy;
  SgnPatch *patch;

  if (!check_signable (policy, error) ||
      (signatures->len > 0 && !check_signature (policy, file, error)))
    return NULL;
  patch = sgn_patch_new ();
  sgn_patch_replace (patch, 0, sgn_input_get_size (policy->input), file);
  return patch;
}

static void
policy_find_anomalies (gpointer self, SgnFindings *ret)
{
  const Policy *policy = self;
  guint64 size = sgn_input_get_size (policy->input);

  if (policy->der != NULL && policy->end < size)
    sgn_findings_add (ret,
                      SGN_FINDING_TRAILING_DATA,
                      SGN_SEVERITY_ADDED,
                      policy->end,
                      size - policy->end,
                      NULL);
}

/* A computer does not start if its boot loader cannot verify the signature of its policy. */
static gboolean
policy_check_signer (gpointer self, X509 *signer, GError **error)
{
  EVP_PKEY *key = X509_get0_pubkey (signer);

  if (key != NULL && EVP_PKEY_get_base_id (key) == EVP_PKEY_RSA &&
      EVP_PKEY_get_bits (key) <= KEY_BITS_MAX)
    return TRUE;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_KEY_UNSUPPORTED,
                       _ ("policies are signed with RSA keys of at most 4096 bits"));
  return FALSE;
}

static const char *const extensions[] = { "cip", "bin", "p7b", NULL };

extern const SgnFormat sgn_format_policy;
const SgnFormat sgn_format_policy = {
  .id = "policy",
  .title = N_ ("App Control policy"),
  .icon_name = "security-high-symbolic",
  .extensions = extensions,
  .profile = SGN_PROFILE_PLAIN,
  .content_type = SGN_OID_MS_CODE_POLICY,
  .caps = SGN_FORMAT_CAN_REMOVE | SGN_FORMAT_REMOVE_IDENTICAL | SGN_FORMAT_NO_TIMESTAMP |
          SGN_FORMAT_NO_CLOCK,
  .probe = policy_probe,
  .open = policy_open,
  .close = policy_close,
  .create_content = policy_create_content,
  .verify_content = policy_verify_content,
  .get_signatures = policy_get_signatures,
  .put_signatures = policy_put_signatures,
  .find_anomalies = policy_find_anomalies,
  .check_signer = policy_check_signer,
};
