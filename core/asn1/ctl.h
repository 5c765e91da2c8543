/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/der.h"

/* CertificateTrustList, the list that catalogs are made of, and Windows' lists of certificates. */

#define SGN_CTL_MAX_SUBJECTS 200000

/* TrustedSubject; both point into the octets of the list. */
typedef struct {
  SgnDer identifier; /* the octets of the OCTET STRING */
  SgnDer attributes; /* what the SET OF Attribute holds; empty without it */
} SgnCtlSubject;

typedef struct {
  GBytes *der;       /* the list as received */
  char *usage;       /* the first OID of subjectUsage, dotted */
  char *algorithm;   /* subjectAlgorithm, dotted */
  gint64 time;       /* thisUpdate, Unix time */
  GArray *subjects;  /* of SgnCtlSubject */
  SgnDer extensions; /* what the SEQUENCE OF Extension holds; empty without it */
} SgnCtl;

/* The whole list and nothing after it; SIGNATURE_DAMAGED. */
SgnCtl *sgn_ctl_parse (GBytes *der, GError **error);
void sgn_ctl_free (SgnCtl *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnCtl, sgn_ctl_free)

/* TrustedSubject; @attributes: of GBytes, DER of Attribute. (transfer full) */
GBytes *sgn_ctl_subject_encode (GBytes *identifier, GPtrArray *attributes);

typedef struct {
  const char *usage;
  const char *algorithm;
  GBytes *identifier; /* (nullable): listIdentifier */
  gint64 time;        /* Unix time */
} SgnCtlHeader;

/* @subjects: of GBytes, as encoded above, in this order; @extensions: of GBytes, DER of Extension.
 * (transfer full) */
GBytes *sgn_ctl_encode (const SgnCtlHeader *header, GPtrArray *subjects, GPtrArray *extensions);
