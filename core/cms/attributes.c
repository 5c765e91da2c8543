/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

/* Attributes (RFC 5652 5.3): a type and a SET of values. Parsed with all their values, so that the
 * checks above can insist on exactly one. */

#include "config.h"

#include "core/cms/attributes.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"

static void
attribute_free (SgnAttribute *self)
{
  g_clear_pointer (&self->oid, g_free);
  g_clear_pointer (&self->value, g_bytes_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnAttribute, attribute_free)

static gboolean
fail_too_many (GError **error)
{
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_SIGNATURE_DAMAGED,
                       _ ("the signature has too many attributes"));
  return FALSE;
}

static gboolean
parse_values (SgnDer set, SgnAttribute *attribute, GError **error)
{
  while (!sgn_der_is_empty (set)) {
    SgnDerElement value;

    if (attribute->values->len >= SGN_CMS_MAX_ATTRIBUTES)
      return fail_too_many (error);
    if (!sgn_der_next (&set, &value, error))
      return FALSE;
    g_ptr_array_add (attribute->values, sgn_der_to_bytes (value.whole));
  }
  attribute->value = attribute->values->len != 0 ? g_bytes_ref (attribute->values->pdata[0])
                                                 : g_bytes_new (NULL, 0);
  return TRUE;
}

static SgnAttribute *
parse_attribute (SgnDer *der, GError **error)
{
  g_autoptr (SgnAttribute) attribute = g_new0 (SgnAttribute, 1);
  SgnDerElement sequence;
  SgnDerElement set;

  attribute->values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  if (!sgn_der_expect (der, SGN_TAG_SEQUENCE, &sequence, error) ||
      !sgn_der_oid (&sequence.content, &attribute->oid, error) ||
      !sgn_der_expect (&sequence.content, SGN_TAG_SET, &set, error) ||
      !sgn_der_end (sequence.content, error) || !parse_values (set.content, attribute, error))
    return NULL;
  attribute->size = sequence.whole.size;
  return g_steal_pointer (&attribute);
}

GPtrArray *
sgn_attributes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) attribute_free);
}

GPtrArray *
sgn_attributes_parse (SgnDer set, GError **error)
{
  g_autoptr (GPtrArray) attributes = sgn_attributes_new ();

  while (!sgn_der_is_empty (set)) {
    SgnAttribute *attribute;

    if (attributes->len >= SGN_CMS_MAX_ATTRIBUTES) {
      fail_too_many (error);
      return NULL;
    }
    attribute = parse_attribute (&set, error);
    if (attribute == NULL)
      return NULL;
    g_ptr_array_add (attributes, attribute);
  }
  return g_steal_pointer (&attributes);
}

const SgnAttribute *
sgn_attributes_find (GPtrArray *attributes, const char *oid)
{
  for (guint i = 0; i < attributes->len; i++) {
    const SgnAttribute *attribute = attributes->pdata[i];

    if (strcmp (attribute->oid, oid) == 0)
      return attribute;
  }
  return NULL;
}

GBytes *
sgn_attribute_encode (const char *oid, GPtrArray *values)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  for (guint i = 0; i < values->len; i++) {
    gsize size;
    const guint8 *data = g_bytes_get_data (values->pdata[i], &size);

    g_byte_array_append (content, data, (guint) size);
  }
  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_oid (oid),
                       sgn_der_encode (SGN_TAG_SET, content->data, content->len),
                       NULL);
}

GBytes *
sgn_attribute_encode_one (const char *oid, GBytes *value)
{
  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_oid (oid),
                       sgn_der_wrap (SGN_TAG_SET, value, NULL),
                       NULL);
}
