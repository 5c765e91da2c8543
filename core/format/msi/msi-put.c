/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msi"

/* Puts signatures into a package, in place: all other streams stay in their sectors.
 * MsiDigitalSignatureEx is written only when the signature was made with it, since its presence
 * changes the digest. */

#include "config.h"
#include "core/format/msi/msi-package.h"

#include <glib/gi18n-lib.h>

#include "core/archive/cfb/writer.h"
#include "core/asn1/spc.h"
#include "core/base/error.h"

/* Whether @data is the content that the package has with this metadata. */
static gboolean
fits (const MsiPackage *self,
      const SgnSpcIndirectData *data,
      GBytes *metadata,
      gboolean *ret,
      GError **error)
{
  g_autoptr (GBytes) digest = sgn_msi_digest (self, data->hash, metadata, NULL, error);

  if (digest == NULL)
    return FALSE;
  *ret = g_bytes_equal (digest, data->digest);
  return TRUE;
}

/* Only the digest of a signature shows whether it was made with MsiDigitalSignatureEx. The likelier
 * case is tried first; for a signature just made, its digest is already cached. */
static gboolean
choose_metadata (const MsiPackage *self,
                 const SgnSpcIndirectData *data,
                 GBytes **ret,
                 GError **error)
{
  g_autoptr (GBytes) metadata = sgn_msi_digest_metadata (self, data->hash);
  gboolean plain_first = self->signature != SGN_CFB_NONE && self->signature_ex == SGN_CFB_NONE;
  gboolean found = FALSE;

  for (guint i = 0; i < 2 && !found; i++) {
    GBytes *tried = (i == 0) == plain_first ? NULL : metadata;

    if (!fits (self, data, tried, &found, error))
      return FALSE;
    if (found && tried != NULL)
      *ret = g_bytes_ref (tried);
  }
  /* The signature does not fit either way. The stream stays as it is, and verifying the result says
   * so. */
  if (!found)
    *ret = sgn_msi_package_read_ex (self);
  return TRUE;
}

static gboolean
find_metadata (const MsiPackage *self, GBytes *signature, GBytes **ret, GError **error)
{
  g_autoptr (GBytes) content = sgn_spc_find_content (signature);
  g_auto (SgnSpcIndirectData) data = { 0 };

  if (content != NULL && sgn_spc_indirect_data_parse (content, &data, NULL) && data.hash_known)
    return choose_metadata (self, &data, ret, error);
  *ret = sgn_msi_package_read_ex (self);
  return TRUE;
}

/* The streams have fixed names. A further signature is nested in the first. */
static gboolean
check (const MsiPackage *self, const GPtrArray *signatures, GError **error)
{
  if (signatures->len <= 1)
    return sgn_msi_package_check_signable (self, error);
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_NOT_SIGNABLE,
                       _ ("an installation package can hold only one signature"));
  return FALSE;
}

SgnPatch *
sgn_msi_put (const MsiPackage *self, GPtrArray *signatures, GError **error)
{
  static const char *const names[] = { MSI_SIGNATURE_EX, MSI_SIGNATURE, NULL };
  g_autoptr (SgnCfbWriter) writer = NULL;
  g_autoptr (GBytes) metadata = NULL;

  if (!check (self, signatures, error))
    return NULL;
  if (signatures->len > 0 && !find_metadata (self, signatures->pdata[0], &metadata, error))
    return NULL;

  writer = sgn_cfb_writer_new (self->cfb);
  if (signatures->len > 0)
    /* Old bytes in free sectors would be a finding in the file just signed. Removing leaves them,
     * so that nothing changes that need not. */
    sgn_cfb_writer_wipe (writer);
  sgn_cfb_writer_remove (writer, names);
  if (metadata != NULL)
    sgn_cfb_writer_put (writer, MSI_SIGNATURE_EX, metadata);
  if (signatures->len > 0)
    sgn_cfb_writer_put (writer, MSI_SIGNATURE, signatures->pdata[0]);
  return sgn_cfb_writer_finish (writer, error);
}
