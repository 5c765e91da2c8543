/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/der.h"

/* Limits for one structure; anything larger is rejected as damaged. The largest genuine signatures,
 * with page hashes or revocation lists, reach a few MiB. */
#define SGN_CMS_MAX_ATTRIBUTES   64
#define SGN_CMS_MAX_CERTIFICATES 64
#define SGN_CMS_MAX_NESTED       32
#define SGN_CMS_MAX_SIZE         (16 * 1024 * 1024)

typedef struct {
  char *oid;         /* dotted */
  GBytes *value;     /* the first value, including tag and length; empty if there is none */
  GPtrArray *values; /* all values, of GBytes */
  guint64 size;      /* size of the whole attribute in bytes */
} SgnAttribute;

/* Parses the content of a SET OF Attribute into an array of SgnAttribute. Errors:
 * SIGNATURE_DAMAGED. (transfer full) */
GPtrArray *sgn_attributes_parse (SgnDer set, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* An empty array of SgnAttribute. (transfer full) */
GPtrArray *sgn_attributes_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The first attribute of this type. (nullable) (transfer none) */
const SgnAttribute *sgn_attributes_find (GPtrArray *attributes, const char *oid);

/* The DER of an attribute with @values (of GBytes) in the given order. (transfer full) */
GBytes *sgn_attribute_encode (const char *oid, GPtrArray *values) G_GNUC_WARN_UNUSED_RESULT;
/* The same with a single value; takes ownership of @value. (transfer full) */
GBytes *sgn_attribute_encode_one (const char *oid, GBytes *value) G_GNUC_WARN_UNUSED_RESULT;
