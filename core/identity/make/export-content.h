/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/identity.h"

/* What shall be written; @certificate first, then @chain as it stands. */
typedef struct {
  SgnCertificate *certificate;
  GPtrArray *chain;     /* of SgnCertificate (nullable) */
  EVP_PKEY *key;        /* (nullable): certificates alone */
  const char *name;     /* friendly name in a PFX (nullable): the certificate's */
  const char *password; /* UTF-8; a key never leaves without one: PASSWORD_NEEDED */
} SgnExportContent;

/* The certificates that the keys belong to, of SgnCertificate, for what follows. (transfer full) */
GPtrArray *sgn_export_list_own (const SgnExportContent *contents, guint n_contents);
/* Those of the chain that are not among @written yet; they come to it. (transfer full) */
GPtrArray *sgn_export_take_chain (const SgnExportContent *content, GPtrArray *written);
