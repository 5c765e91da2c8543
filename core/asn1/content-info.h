/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/der.h"

/* Type and content of a SignedData. */
typedef struct {
  gboolean bare;    /* SignedData without ContentInfo */
  SgnDer bare_data; /* the SignedData alone, in the given bytes */
  gboolean has_signer;
  gsize size;      /* size of the whole structure in bytes; more may follow */
  char *type;      /* dotted OID of the content */
  GBytes *content; /* bytes of an OCTET STRING, or any other element as a whole; NULL: detached */
} SgnContentInfo;

/* SGN_ERROR_SIGNATURE_DAMAGED if @der is not a SignedData. On TRUE, free @ret with
 * sgn_content_info_clear(). */
gboolean sgn_content_info_parse (GBytes *der, SgnContentInfo *ret, GError **error);
void sgn_content_info_clear (SgnContentInfo *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnContentInfo, sgn_content_info_clear)
