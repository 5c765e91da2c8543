/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"

struct _SgnSignedData {
  GBytes *der;
  char *content_type;
  GBytes *content;          /* (nullable) */
  GBytes *content_octets;   /* (nullable) */
  GPtrArray *certificates;  /* of SgnCertificate */
  GPtrArray *strangers;     /* of GBytes: members of the certificate set that are no certificate */
  GBytes *revocation_lists; /* (nullable): what stands in the crls field */
  GBytes *algorithms;       /* the members of digestAlgorithms */
  guint64 slack_size;       /* bytes of the encoding beside what is in it: tags, lengths, pieces */
  SgnSignerInfo *signer;
  GPtrArray *nested; /* of GBytes */
};
