/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-trust-list"
#include "config.h"

#include "core/trust-lists/list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/archive/cabinet.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/oid.h"
#include "core/cms/check.h"
#include "core/trust/chain-builder.h"
#include "core/trust/windows/builtin.h"

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_LIST_REFUSED, message);
  return FALSE;
}

/* The rules of the list for roots do not apply to the list itself: the older ones are signed under
 * a root that has lost trust since. */
static gboolean
check_signer (SgnSignedData *signed_data, gint64 time, GError **error)
{
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  g_autoptr (GPtrArray) pinned = sgn_builtin_certificates_get_pinned ();
  g_autoptr (SgnChain) chain = NULL;

  for (guint i = 0; i < pinned->len; i++)
    sgn_anchors_add (anchors, pinned->pdata[i]);
  chain = sgn_chain_build (anchors,
                           sgn_signed_data_get_signer (signed_data)->certificate,
                           sgn_signed_data_get_certificates (signed_data),
                           SGN_PURPOSE_TRUST_LIST,
                           time);
  return chain->status == SGN_CHAIN_TRUSTED ||
         refuse (error, _ ("the list is not signed by Microsoft’s service for trust lists"));
}

static gboolean
check_signature (SgnSignedData *signed_data, const SgnCtl *ctl, GError **error)
{
  if (sgn_cms_check (signed_data, NULL) != SGN_CMS_GOOD)
    return refuse (error, _ ("the list was changed after it was signed"));
  return check_signer (signed_data, ctl->time, error);
}

static gboolean
read_content (SgnTrustList *self, const SgnCtl *ctl, GError **error)
{
  if (g_str_equal (ctl->usage, SGN_OID_EKU_TRUST_LIST)) {
    self->kind = SGN_TRUST_LIST_ROOTS;
    self->roots = sgn_root_list_read (ctl);
    return TRUE;
  }
  if (g_str_equal (ctl->usage, SGN_OID_DISALLOWED_LIST)) {
    self->kind = SGN_TRUST_LIST_DISALLOWED;
    self->disallowed = sgn_disallowed_read (ctl);
    return TRUE;
  }
  return refuse (error, _ ("the list is neither of roots nor of disallowed certificates"));
}

static SgnTrustList *
read_signed (GBytes *der, GError **error)
{
  g_autoptr (SgnTrustList) self = g_new0 (SgnTrustList, 1);
  g_autoptr (SgnSignedData) signed_data = sgn_signed_data_parse (der, error);
  GBytes *content = signed_data != NULL ? sgn_signed_data_get_content (signed_data) : NULL;
  g_autoptr (SgnCtl) ctl = NULL;

  self->der = g_bytes_ref (der);
  if (signed_data == NULL)
    return NULL;
  if (content == NULL || sgn_signed_data_get_size (signed_data) != g_bytes_get_size (der) ||
      !g_str_equal (sgn_signed_data_get_content_type (signed_data), SGN_OID_MS_CTL)) {
    refuse (error, _ ("this is not a trust list"));
    return NULL;
  }
  ctl = sgn_ctl_parse (content, error);
  if (ctl == NULL || !check_signature (signed_data, ctl, error) || !read_content (self, ctl, error))
    return NULL;
  return g_steal_pointer (&self);
}

SgnTrustList *
sgn_trust_list_read (GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) inside = NULL;

  if (!sgn_cabinet_is (bytes))
    return read_signed (bytes, error);
  inside = sgn_cabinet_unpack (bytes, SGN_TRUST_LIST_MAX, error);
  return inside != NULL ? read_signed (inside, error) : NULL;
}

SgnTrustList *
sgn_trust_list_load (GFile *file, GError **error)
{
  g_autoptr (GBytes) bytes = sgn_file_read (file, SGN_TRUST_LIST_MAX, error);

  if (bytes == NULL)
    return NULL;
  if (g_bytes_get_size (bytes) <= SGN_TRUST_LIST_MAX)
    return sgn_trust_list_read (bytes, error);
  refuse (error, _ ("the file is too large for a trust list"));
  return NULL;
}

void
sgn_trust_list_free (SgnTrustList *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->der, g_bytes_unref);
  g_clear_pointer (&self->roots, sgn_root_list_unref);
  g_clear_pointer (&self->disallowed, sgn_disallowed_unref);
  g_free (self);
}

gint64
sgn_trust_list_get_date (const SgnTrustList *self)
{
  return self->roots != NULL ? sgn_root_list_get_date (self->roots)
                             : sgn_disallowed_get_date (self->disallowed);
}

GBytes *
sgn_trust_list_get_sequence (const SgnTrustList *self)
{
  return self->roots != NULL ? sgn_root_list_get_sequence (self->roots)
                             : sgn_disallowed_get_sequence (self->disallowed);
}

/* Skips zeros in front. */
static SgnDer
get_digits (GBytes *number)
{
  SgnDer digits = sgn_der_from_bytes (number);

  while (digits.size > 0 && *digits.data == 0) {
    digits.data++;
    digits.size--;
  }
  return digits;
}

int
sgn_trust_list_compare (GBytes *a, GBytes *b)
{
  SgnDer first = get_digits (a);
  SgnDer second = get_digits (b);

  if (first.size != second.size)
    return first.size < second.size ? -1 : 1;
  return first.size > 0 ? memcmp (first.data, second.data, first.size) : 0;
}
