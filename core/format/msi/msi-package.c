/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msi"

/* Opens an installation package and finds its two signature streams. Everything else about compound
 * files is in core/archive/cfb/. */

#include "core/format/msi/msi-package.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/asn1/der.h"
#include "core/base/checked.h"
#include "core/base/error.h"

/* CLSIDs of the root entry, {000C10xx-0000-0000-C000-000000000046}, in file byte order. */
static const guint8 classes[][16] = {
  [MSI_PACKAGE] = { 0x84, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 },
  [MSI_PATCH] = { 0x86, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 },
  [MSI_TRANSFORM] = { 0x82, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 },
};

static MsiKind
find_kind (const SgnCfb *cfb)
{
  const SgnCfbEntry *root = sgn_cfb_get_entry (cfb, SGN_CFB_ROOT);

  for (MsiKind kind = 0; kind < G_N_ELEMENTS (classes); kind++)
    if (memcmp (root->clsid, classes[kind], sizeof root->clsid) == 0)
      return kind;
  return MSI_UNKNOWN;
}

/* A storage with the name of a signature is content. */
static guint32
find_stream (const SgnCfb *cfb, const char *name)
{
  guint32 id = sgn_cfb_find (cfb, SGN_CFB_ROOT, name);

  if (id != SGN_CFB_NONE && sgn_cfb_get_entry (cfb, id)->type != SGN_CFB_STREAM)
    return SGN_CFB_NONE;
  return id;
}

/* Office documents and e-mails are compound files, too. A package that is signed stays a package,
 * whatever happened to its CLSID. */
MsiPackage *
sgn_msi_package_new (SgnInput *input, GError **error)
{
  g_autoptr (SgnCfb) cfb = sgn_cfb_new (input, error);
  MsiKind kind;
  guint32 signature;
  MsiPackage *self;

  if (cfb == NULL)
    return NULL;
  kind = find_kind (cfb);
  signature = find_stream (cfb, MSI_SIGNATURE);
  if (kind == MSI_UNKNOWN && signature == SGN_CFB_NONE) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FORMAT_UNSUPPORTED,
                         _ ("a compound file, but not an installation package"));
    return NULL;
  }
  self = g_new0 (MsiPackage, 1);
  self->input = sgn_input_ref (input);
  self->kind = kind;
  self->signature = signature;
  self->signature_ex = find_stream (cfb, MSI_SIGNATURE_EX);
  self->cfb = g_steal_pointer (&cfb);
  return self;
}

void
sgn_msi_package_free (MsiPackage *self)
{
  sgn_cfb_free (self->cfb);
  sgn_input_unref (self->input);
  g_free (self);
}

/* Once its signature were removed, it could not be told from a document. */
gboolean
sgn_msi_package_check_signable (const MsiPackage *self, GError **error)
{
  if (self->kind != MSI_UNKNOWN)
    return TRUE;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_NOT_SIGNABLE,
                       _ ("the CLSID of the file is not that of an installation package"));
  return FALSE;
}

/* Bytes that are not DER are returned whole: reading them as a signature gives the error. */
gboolean
sgn_msi_package_read_signature (const MsiPackage *self, MsiSignature *ret, GError **error)
{
  g_autoptr (GBytes) stream = NULL;
  SgnDerElement element;
  SgnDer der;

  if (self->signature == SGN_CFB_NONE || sgn_cfb_get_entry (self->cfb, self->signature)->size == 0)
    return TRUE;
  stream = sgn_cfb_read_stream (self->cfb, self->signature, error);
  if (stream == NULL)
    return FALSE;
  der = sgn_der_from_bytes (stream);
  if (!sgn_der_next (&der, &element, NULL)) {
    element.whole.size = g_bytes_get_size (stream);
    der.size = 0;
  }
  ret->der = g_bytes_new_from_bytes (stream, 0, element.whole.size);
  ret->padding_size = der.size;
  ret->padding_is_zero = sgn_is_zero (der.data, der.size);
  return TRUE;
}

void
sgn_msi_signature_clear (MsiSignature *self)
{
  g_clear_pointer (&self->der, g_bytes_unref);
}

/* Larger than any digest: not written by a signing program. The comparison then fails. */
GBytes *
sgn_msi_package_read_ex (const MsiPackage *self)
{
  if (self->signature_ex == SGN_CFB_NONE ||
      sgn_cfb_get_entry (self->cfb, self->signature_ex)->size > SGN_HASH_MAX_SIZE)
    return NULL;
  return sgn_cfb_read_stream (self->cfb, self->signature_ex, NULL);
}
