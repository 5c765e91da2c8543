/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-detached"

/* A signature in a file of its own, about any other file (RFC 5652 section 5).
 *
 *   ContentInfo               absent in the form "bare" (SignTool: DetachedSignedData)
 *     contentType             signedData
 *     content [0]             SignedData
 *       encapContentInfo
 *         eContentType        data, or any type that belongs to no other format
 *         eContent [0]        absent: the file beside it is hashed
 *                             present ("embedded"): these bytes are hashed
 *       certificates, signerInfos
 *
 * Any CMS verifier reads it (SignTool /p7, openssl cms, mail programs). A message without content
 * is about the file it is given with. A message with content is about that content only (section
 * 5.2), so a file beside it must be identical. Without signed attributes, content cannot be told
 * from the signed attributes of another signature; such content is refused. Bytes after the message
 * are read by nobody and are a finding.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/asn1/content-info.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/format/beside.h"
#include "core/format/misnamed.h"

/* The maximum size of a file that is embedded in its signature. With the signature and its encoding
 * around it, the message must stay below SGN_INPUT_MAX_BYTES, or it could not be read again. */
#define EMBEDDED_MAX ((guint64) 12 * 1024 * 1024)

typedef struct {
  SgnInput *input;
  SgnMessageForm form;
  GBytes *der;    /* (nullable): the whole file; NULL: not signed yet */
  guint64 end;    /* the end of the signature in the file */
  GBytes *inside; /* (nullable): embedded content */
} Detached;

/* Content types that belong to other formats. */
static const char *const others[] = { SGN_OID_SPC_INDIRECT_DATA,
                                      SGN_OID_MS_CTL,
                                      SGN_OID_MS_CODE_POLICY,
                                      NULL };

static gboolean
parse (SgnInput *input, GBytes **der, SgnContentInfo *ret, GError **error)
{
  g_autoptr (GBytes) file = sgn_input_read_bytes (input, 0, sgn_input_get_size (input), error);

  if (file == NULL || !sgn_content_info_parse (file, ret, error))
    return FALSE;
  *der = g_steal_pointer (&file);
  return TRUE;
}

/* A message with the name of a catalog, a policy or a program is not accepted by Windows, which
 * expects other content in such files. */
static gboolean
detached_probe (SgnInput *input)
{
  g_autoptr (GBytes) der = NULL;
  g_auto (SgnContentInfo) info = { 0 };
  guint8 first;

  /* The first byte decides for nearly all files, so only what can be DER is read whole. */
  return sgn_input_get_size (input) > 0 && sgn_input_read (input, 0, &first, 1, NULL) &&
         first == SGN_TAG_SEQUENCE && parse (input, &der, &info, NULL) && info.has_signer &&
         !g_strv_contains (others, info.type) && !sgn_misnamed_is_claimed (input);
}

static void
detached_close (gpointer self)
{
  Detached *detached = self;

  sgn_input_unref (detached->input);
  g_clear_pointer (&detached->der, g_bytes_unref);
  g_clear_pointer (&detached->inside, g_bytes_unref);
  g_free (detached);
}

static Detached *
detached_new (SgnInput *input)
{
  Detached *self = g_new0 (Detached, 1);

  self->input = sgn_input_ref (input);
  return self;
}

static gboolean
read_file (Detached *self, GError **error)
{
  g_auto (SgnContentInfo) info = { 0 };

  if (!parse (self->input, &self->der, &info, error))
    return FALSE;
  /* Bytes after it are reported as a finding. */
  self->end = info.size;
  self->inside = g_steal_pointer (&info.content);
  self->form = info.bare ? SGN_MESSAGE_BARE : SGN_MESSAGE_DETACHED;
  if (self->inside != NULL)
    self->form = SGN_MESSAGE_EMBEDDED;
  return TRUE;
}

static gpointer
detached_open (SgnInput *input, GError **error)
{
  Detached *self = detached_new (input);

  if (read_file (self, error))
    return self;
  detached_close (self);
  return NULL;
}

/* An existing signature is replaced, in the requested form. */
static gpointer
detached_open_message (SgnInput *input, SgnMessageForm form, GError **error)
{
  Detached *self = detached_new (input);

  if (sgn_input_get_size (input) > 0 && !read_file (self, error)) {
    detached_close (self);
    return NULL;
  }
  /* What gets signed is the file beside, never the old content. */
  g_clear_pointer (&self->inside, g_bytes_unref);
  self->form = form;
  return self;
}

static const char *
detached_get_title (gpointer self)
{
  const Detached *detached = self;

  return detached->form == SGN_MESSAGE_EMBEDDED ? N_ ("Signed message") : N_ ("Detached signature");
}

static gboolean
detached_is_detached (gpointer self)
{
  const Detached *detached = self;

  return detached->form != SGN_MESSAGE_EMBEDDED;
}

static GBytes *
detached_digest_beside (gpointer self, SgnHash hash, GCancellable *cancellable, GError **error)
{
  const Detached *detached = self;
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  SgnInput *beside;

  if (!sgn_beside_find (detached->input, &beside, error))
    return NULL;
  if (beside == NULL && detached->inside != NULL)
    return sgn_hash_bytes (hash, detached->inside);
  if (beside == NULL) {
    sgn_beside_set_missing (detached->input, error);
    return NULL;
  }
  sgn_ranges_add (ranges, 0, sgn_input_get_size (beside));
  return sgn_digest_range (beside, ranges, hash, cancellable, error);
}

static GBytes *
detached_create_content (gpointer self,
                         const SgnContentOptions *options,
                         GCancellable *cancellable,
                         GError **error)
{
  const Detached *detached = self;
  SgnInput *beside = sgn_input_get_beside (detached->input);
  guint64 size = beside != NULL ? sgn_input_get_size (beside) : 0;

  /* A further signature of a message is about the content that is there already. */
  if (detached->inside != NULL)
    return g_bytes_ref (detached->inside);
  if (beside != NULL && size <= EMBEDDED_MAX)
    return sgn_input_read_bytes (beside, 0, size, error);
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_NOT_SIGNABLE,
                       _ ("only a file of at most 12 MiB can be embedded in its signature"));
  return NULL;
}

/* A message with embedded content is not about another file (RFC 5652 section 5.2): a file that is
 * given with it or is next to it must be identical. Without such a file, the signature alone
 * decides whether the content is what was signed. */
static gboolean
detached_verify_content (gpointer self,
                         GBytes *content,
                         SgnContentResult *ret,
                         SgnFindings *findings,
                         GCancellable *cancellable,
                         GError **error)
{
  const Detached *detached = self;
  SgnInput *beside;

  if (!sgn_beside_find (detached->input, &beside, error))
    return FALSE;
  if (beside == NULL) {
    ret->matches = detached->inside != NULL && g_bytes_equal (content, detached->inside);
    return TRUE;
  }
  if (!sgn_beside_compare (beside, content, ret, cancellable, error))
    return FALSE;
  if (!ret->matches)
    sgn_findings_add (findings,
                      SGN_FINDING_CONTENT_INSIDE,
                      SGN_SEVERITY_NOTE,
                      0,
                      0,
                      sgn_input_get_name (beside));
  return TRUE;
}

static GPtrArray *
detached_get_signatures (gpointer self, GError **error)
{
  const Detached *detached = self;
  GPtrArray *signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (detached->der != NULL)
    g_ptr_array_add (signatures, g_bytes_new_from_bytes (detached->der, 0, detached->end));
  return signatures;
}

/* Converts a signature to the requested form; embedded content must stay the same. */
static GBytes *
shape (const Detached *self, GBytes *signature, GError **error)
{
  g_auto (SgnContentInfo) info = { 0 };

  if (!sgn_content_info_parse (signature, &info, error))
    return NULL;
  if (self->inside != NULL && info.content != NULL && !g_bytes_equal (self->inside, info.content)) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_SELF_CHECK,
                         _ ("the signature was made for another message"));
    return NULL;
  }
  /* SignTool /p7ce DetachedSignedData writes SignedData without the ContentInfo around it. */
  if (self->form == SGN_MESSAGE_BARE)
    return sgn_der_to_bytes (info.bare_data);
  return g_bytes_ref (signature);
}

static SgnPatch *
detached_put_signatures (gpointer self, GPtrArray *signatures, GError **error)
{
  const Detached *detached = self;
  g_autoptr (GBytes) file = NULL;
  SgnPatch *patch;

  if (signatures->len > 0)
    file = shape (detached, g_ptr_array_index (signatures, 0), error);
  else
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_NOT_SIGNABLE,
                         _ ("the file contains nothing but the signature"));
  if (file == NULL)
    return NULL;
  patch = sgn_patch_new ();
  sgn_patch_replace (patch, 0, sgn_input_get_size (detached->input), file);
  return patch;
}

static void
detached_find_anomalies (gpointer self, SgnFindings *ret)
{
  const Detached *detached = self;
  guint64 size = sgn_input_get_size (detached->input);

  if (detached->der != NULL && detached->end < size)
    sgn_findings_add (ret,
                      SGN_FINDING_TRAILING_DATA,
                      SGN_SEVERITY_ADDED,
                      detached->end,
                      size - detached->end,
                      NULL);
}

static const SgnMessage message = {
  .open = detached_open_message,
  .is_detached = detached_is_detached,
  .digest = detached_digest_beside,
};

extern const SgnFormat sgn_format_detached;
const SgnFormat sgn_format_detached = {
  .id = "detached",
  .title = N_ ("Detached signature"),
  .icon_name = "application-certificate-symbolic",
  .extensions = sgn_beside_extensions,
  .profile = SGN_PROFILE_PLAIN,
  .content_type = SGN_OID_DATA,
  .content_place = SGN_CONTENT_BESIDE,
  .message = &message,
  .probe = detached_probe,
  .open = detached_open,
  .close = detached_close,
  .get_title = detached_get_title,
  .create_content = detached_create_content,
  .verify_content = detached_verify_content,
  .get_signatures = detached_get_signatures,
  .put_signatures = detached_put_signatures,
  .find_anomalies = detached_find_anomalies,
};
