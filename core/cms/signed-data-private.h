/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Private to signed-data.c and to the files that look for data in it. */

#include "core/cms/signed-data.h"

struct _SgnSignedData {
  GBytes *der;
  char *content_type;
  GBytes *content;         /* (nullable) */
  GBytes *content_bytes;   /* (nullable) */
  GPtrArray *certificates; /* of SgnCertificate */
  /* of GBytes: members of the certificate set that are not X.509 certificates */
  GPtrArray *strangers;
  GBytes *revocation_lists; /* (nullable): content of the crls field */
  GBytes *algorithms;       /* the members of digestAlgorithms */
  guint64 slack_size;       /* bytes of tags, lengths and pieces in addition to the values */
  SgnSignerInfo *signer;
  GPtrArray *nested; /* of GBytes */
};
