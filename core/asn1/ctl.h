/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/der.h"

/* CertificateTrustList: the content of catalogs and of Windows' certificate trust lists. */

/* Catalogs of Windows itself have some ten thousand. */
#define SGN_CTL_MAX_SUBJECTS 200000

/* TrustedSubject; both spans point into the bytes of the list. */
typedef struct {
  SgnDer identifier; /* content of the OCTET STRING */
  SgnDer attributes; /* content of the SET OF Attribute; empty if absent */
} SgnCtlSubject;

typedef struct {
  GBytes *der;       /* the received list */
  char *usage;       /* the first OID of subjectUsage, dotted */
  char *algorithm;   /* subjectAlgorithm, dotted */
  SgnDer sequence;   /* content of sequenceNumber, of any length; empty if absent */
  gint64 time;       /* thisUpdate, Unix time */
  GArray *subjects;  /* of SgnCtlSubject */
  SgnDer extensions; /* content of the SEQUENCE OF Extension; empty if absent */
} SgnCtl;

/* Parses a list; nothing may follow it. SGN_ERROR_SIGNATURE_DAMAGED. (transfer full) */
SgnCtl *sgn_ctl_parse (GBytes *der, GError **error) G_GNUC_WARN_UNUSED_RESULT;
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
