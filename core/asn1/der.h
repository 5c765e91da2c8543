/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* A bounds-checked reader of BER and DER that keeps the received bytes: an element is a span, and
 * nothing is decoded and re-encoded. Errors are SGN_ERROR_SIGNATURE_DAMAGED. */
typedef struct {
  const guint8 *data;
  gsize size;
} SgnDer; /* data not owned */

/* Identifier octets of the universal types (X.690 8.1.2), constructed where they always are. */
#define SGN_TAG_BOOLEAN            0x01
#define SGN_TAG_INTEGER            0x02
#define SGN_TAG_BIT_STRING         0x03
#define SGN_TAG_OCTETS             0x04
#define SGN_TAG_NULL               0x05
#define SGN_TAG_OID                0x06
#define SGN_TAG_UTC_TIME           0x17
#define SGN_TAG_GENERALIZED_TIME   0x18
#define SGN_TAG_BMP_STRING         0x1e
#define SGN_TAG_OCTETS_CONSTRUCTED 0x24
#define SGN_TAG_SEQUENCE           0x30
#define SGN_TAG_SET                0x31

/* Genuine signatures have about a dozen levels; recursion over hostile ones must end. */
#define SGN_DER_MAX_DEPTH 32

typedef struct {
  guint8 tag;     /* identifier octet, e.g. 0x30, 0xa0; tags above 30 are refused */
  SgnDer whole;   /* with tag and length */
  SgnDer content; /* without tag, length and end-of-contents octets */
} SgnDerElement;

/* Points into @bytes, which must live as long. (transfer none) */
SgnDer sgn_der_from_bytes (GBytes *bytes);
GBytes *sgn_der_to_bytes (SgnDer der); /* a copy (transfer full) */
gboolean sgn_der_is_empty (SgnDer der);

/* Takes the next element off @der. Indefinite lengths are accepted up to SGN_DER_MAX_DEPTH. */
gboolean sgn_der_next (SgnDer *der, SgnDerElement *ret, GError **error);
/* The same; fails unless the element has this identifier octet. */
gboolean sgn_der_expect (SgnDer *der, guint8 tag, SgnDerElement *ret, GError **error);
/* Whether the next element has this tag; then the same. Never fails: a malformed element counts as
 * absent; the next read reports it. */
gboolean sgn_der_optional (SgnDer *der, guint8 tag, SgnDerElement *ret);
gboolean sgn_der_end (SgnDer der, GError **error); /* nothing may follow */

gboolean sgn_der_oid (SgnDer *der, char **ret, GError **error); /* dotted (transfer full) */
/* INTEGER of 0 to 2^64 - 1. */
gboolean sgn_der_uint (SgnDer *der, guint64 *ret, GError **error);
gboolean
sgn_der_octets (SgnDer *der, GBytes **ret, GError **error); /* OCTET STRING, also constructed */
/* AlgorithmIdentifier: @oid is dotted (transfer full), @parameters (nullable) is the DER of the
 * parameters, empty if absent. */
gboolean sgn_der_algorithm (SgnDer *der, char **oid, SgnDer *parameters, GError **error);

/* Encoding. All functions return new bytes. (transfer full) */
GBytes *sgn_der_encode (guint8 tag, gconstpointer content, gsize size);
/* Concatenates GBytes and wraps them in @tag. The arguments end with NULL; each is consumed. */
GBytes *
sgn_der_wrap (guint8 tag, GBytes *first, ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
/* SET OF in DER order (X.690 11.6); @elements of GBytes. */
GBytes *sgn_der_set_of (guint8 tag, GPtrArray *elements);
/* SEQUENCE OF; @elements of GBytes, in this order. */
GBytes *sgn_der_sequence_of (GPtrArray *elements);
GBytes *sgn_der_encode_oid (const char *dotted);
GBytes *sgn_der_encode_uint (guint64 value);
GBytes *sgn_der_encode_octets (GBytes *bytes);
GBytes *sgn_der_encode_time (gint64 time); /* Unix time; UTCTime until 2049, then GeneralizedTime */
/* AlgorithmIdentifier; @null_parameters: with explicit NULL parameters. */
GBytes *sgn_der_encode_algorithm (const char *oid, gboolean null_parameters);
