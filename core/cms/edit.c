/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

/* Changes unsigned attributes of a signature that exists, and nothing else. The message is not
 * parsed and encoded again: it is cut open along the path to the attributes, and closed with new
 * lengths, so that every other byte is the signer's own. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/asn1/der.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/cms/attributes.h"
#include "core/cms/builder.h"

#define TAG_0 0xa0
#define TAG_1 0xa1

/* ContentInfo, its [0], SignedData, signerInfos, SignerInfo. */
#define MAX_FRAMES 5

/* One element on the path to the unsigned attributes, and what it contains before the next one;
 * nothing follows it. Only tags and lengths of frames are encoded again. */
typedef struct {
  guint8 tag;
  SgnDer before;
} Frame;

typedef struct {
  Frame frames[MAX_FRAMES];
  guint n_frames;
  SgnDer attributes; /* content of unauthenticatedAttributes; empty if absent */
} Path;

/* The part of @outer before @rest, which is at its end. */
static SgnDer
head_of (SgnDer outer, SgnDer rest)
{
  return (SgnDer){ outer.data, outer.size - rest.size };
}

/* sgn_signed_data_parse() has read everything that is walked over here, so every element is there.
 */
static SgnDerElement
take (SgnDer *der)
{
  SgnDerElement element;
  gboolean taken = sgn_der_next (der, &element, NULL);

  g_assert (taken);
  return element;
}

static Frame *
push (Path *path, const SgnDerElement *element)
{
  Frame *frame = &path->frames[path->n_frames++];

  g_assert (path->n_frames <= MAX_FRAMES);
  frame->tag = element->tag;
  frame->before = (SgnDer){ element->content.data, 0 };
  return frame;
}

/* Unsigned attributes, if any, are the last field. */
static void
walk_signer_info (Path *path, SgnDer der)
{
  SgnDerElement element = take (&der);
  SgnDer rest = element.content;
  Frame *frame = push (path, &element);

  frame->before = rest;
  while (!sgn_der_is_empty (rest)) {
    SgnDer here = rest;
    SgnDerElement field = take (&rest);

    if (field.tag == TAG_1) {
      frame->before = head_of (element.content, here);
      path->attributes = field.content;
    }
  }
}

/* Descends to the last field, signerInfos. */
static void
walk_signed_data (Path *path, SgnDer der)
{
  SgnDerElement element = take (&der);
  SgnDerElement field = { 0 };
  SgnDer rest = element.content;
  Frame *frame = push (path, &element);

  /* After the loop, "before" is everything before the last field. */
  while (!sgn_der_is_empty (rest)) {
    frame->before = head_of (element.content, rest);
    field = take (&rest);
  }
  push (path, &field);
  walk_signer_info (path, field.content);
}

static void
walk (Path *path, SgnDer der)
{
  SgnDer start = der;
  SgnDerElement element = take (&der);
  SgnDer rest = element.content;
  SgnDerElement type = take (&rest);
  SgnDerElement wrapper;

  *path = (Path){ .n_frames = 0 };
  /* Bare SignedData, which begins with its version. */
  if (type.tag == SGN_TAG_INTEGER) {
    walk_signed_data (path, start);
    return;
  }
  push (path, &element)->before = type.whole;
  wrapper = take (&rest);
  push (path, &wrapper);
  walk_signed_data (path, wrapper.content);
}

static void
append (GByteArray *out, SgnDer der)
{
  g_byte_array_append (out, der.data, (guint) der.size);
}

/* Wraps @inner in the frames again, innermost first. */
static GBytes *
close_frames (const Path *path, GBytes *inner)
{
  g_autoptr (GBytes) bytes = g_bytes_ref (inner);

  for (guint i = path->n_frames; i > 0; i--) {
    const Frame *frame = &path->frames[i - 1];
    g_autoptr (GByteArray) content = g_byte_array_new ();

    append (content, frame->before);
    append (content, sgn_der_from_bytes (bytes));
    g_bytes_unref (bytes);
    /* An indefinite length becomes a definite one. */
    bytes = sgn_der_encode (frame->tag, content->data, content->len);
  }
  return g_steal_pointer (&bytes);
}

static gboolean
is_removed (SgnDer attribute, const char *const *removed)
{
  SgnDerElement sequence;
  g_autofree char *oid = NULL;

  return sgn_der_expect (&attribute, SGN_TAG_SEQUENCE, &sequence, NULL) &&
         sgn_der_oid (&sequence.content, &oid, NULL) && g_strv_contains (removed, oid);
}

/* The remaining attributes in their original order, with @added where DER order puts it. */
static GBytes *
replace_attributes (SgnDer attributes, const char *const *removed, GBytes *added)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  while (!sgn_der_is_empty (attributes)) {
    SgnDerElement attribute = take (&attributes);
    g_autoptr (GBytes) whole = NULL;

    if (is_removed (attribute.whole, removed))
      continue;
    whole = sgn_der_to_bytes (attribute.whole);
    if (added != NULL && g_bytes_compare (added, whole) < 0) {
      append (content, sgn_der_from_bytes (added));
      added = NULL;
    }
    append (content, attribute.whole);
  }
  if (added != NULL)
    append (content, sgn_der_from_bytes (added));
  if (content->len == 0)
    return g_bytes_new (NULL, 0);
  return sgn_der_encode (TAG_1, content->data, content->len);
}

static GBytes *
edit (SgnSignedData *self, const char *const *removed, GBytes *added)
{
  g_autoptr (GBytes) attributes = NULL;
  Path path;

  walk (&path, sgn_der_from_bytes (sgn_signed_data_get_der (self)));
  attributes = replace_attributes (path.attributes, removed, added);
  return close_frames (&path, attributes);
}

GBytes *
sgn_cms_set_unsigned (SgnSignedData *self, const char *oid, GPtrArray *values)
{
  const char *removed[] = { oid, NULL };
  g_autoptr (GBytes) added = values->len > 0 ? sgn_attribute_encode (oid, values) : NULL;

  return edit (self, removed, added);
}

GBytes *
sgn_cms_set_timestamp (SgnSignedData *self, const char *token_oid, GBytes *token)
{
  /* Windows takes any of them; two could contradict each other. */
  static const char *const removed[] = { SGN_OID_COUNTERSIGNATURE,
                                         SGN_OID_MS_RFC3161,
                                         SGN_OID_TIMESTAMP_TOKEN,
                                         NULL };
  g_autoptr (GBytes) added = sgn_attribute_encode_one (token_oid, g_bytes_ref (token));

  return edit (self, removed, added);
}

GBytes *
sgn_cms_add_nested (SgnSignedData *self, GBytes *nested, GError **error)
{
  GPtrArray *existing = sgn_signed_data_get_nested (self);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  if (existing->len >= SGN_CMS_MAX_NESTED) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_NOT_SIGNABLE,
                         _ ("the file already has too many signatures"));
    return NULL;
  }
  for (guint i = 0; i < existing->len; i++)
    g_ptr_array_add (values, existing->pdata[i]);
  g_ptr_array_add (values, nested);
  return sgn_cms_set_unsigned (self, SGN_OID_SPC_NESTED, values);
}
