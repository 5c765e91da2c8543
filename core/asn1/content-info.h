/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/der.h"

/* What a SignedData says of its content, and nothing else of it. */
typedef struct {
  gboolean bare;    /* no ContentInfo around the SignedData */
  SgnDer bare_data; /* the SignedData alone, in the octets given */
  gboolean has_signer;
  gsize size;      /* octets of the whole structure; more may follow */
  char *type;      /* dotted OID of the content */
  GBytes *content; /* octets of an OCTET STRING, else the whole element; NULL: stands elsewhere */
} SgnContentInfo;

/* SIGNATURE_DAMAGED when it is no SignedData. */
gboolean sgn_content_info_parse (GBytes *der, SgnContentInfo *ret, GError **error);
void sgn_content_info_clear (SgnContentInfo *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnContentInfo, sgn_content_info_clear)
