/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/der.h"

/* Limits on what one structure may hold; more is refused as damaged. */
#define SGN_CMS_MAX_ATTRIBUTES   64
#define SGN_CMS_MAX_CERTIFICATES 64
#define SGN_CMS_MAX_NESTED       32
#define SGN_CMS_MAX_SIZE         (16 * 1024 * 1024)

typedef struct {
  char *oid;         /* dotted */
  GBytes *value;     /* the first value, with tag and length */
  GPtrArray *values; /* all of them, of GBytes */
  guint64 size;      /* octets of the whole attribute */
} SgnAttribute;

/* The content of a SET OF Attribute; of SgnAttribute. (transfer full) */
GPtrArray *sgn_attributes_parse (SgnDer set, GError **error);
GPtrArray *sgn_attributes_new (void);

/* The first attribute of this type, or NULL. */
const SgnAttribute *sgn_attributes_find (GPtrArray *attributes, const char *oid);

/* DER of an attribute with these values (of GBytes), in the order given. (transfer full) */
GBytes *sgn_attribute_encode (const char *oid, GPtrArray *values);
/* With one value, which is consumed. (transfer full) */
GBytes *sgn_attribute_encode_one (const char *oid, GBytes *value);
