/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/identity.h"

/* What to write: @certificate first, then @chain in the given order. */
typedef struct {
  SgnCertificate *certificate;
  GPtrArray *chain;     /* of SgnCertificate (nullable) */
  EVP_PKEY *key;        /* (nullable): only write certificates */
  const char *name;     /* friendly name in a PFX file; (nullable): the name of the certificate */
  const char *password; /* UTF-8; required with a key: PASSWORD_NEEDED */
} SgnExportContent;

/* The certificates of @contents without their chains, of SgnCertificate. (transfer full) */
GPtrArray *sgn_export_list_own (const SgnExportContent *contents,
                                guint n_contents) G_GNUC_WARN_UNUSED_RESULT;
/* Returns the chain certificates that are not in @written yet, and adds them to it. (transfer
 * full) */
GPtrArray *sgn_export_take_chain (const SgnExportContent *content, GPtrArray *written);
