/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/cms/attributes.h"

#include "core/base/error.h"

/* Attributes by themselves. */

static GPtrArray *
parse (GBytes *content, GError **error)
{
  return sgn_attributes_parse (sgn_der_from_bytes (content), error);
}

/* @n_attributes, each with @n_values. (transfer full) */
static GBytes *
create (guint n_attributes, guint n_values)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) sequence = NULL;
  SgnDer der;
  SgnDerElement element;

  for (guint i = 0; i < n_values; i++)
    g_ptr_array_add (values, sgn_der_encode_uint (i));
  for (guint i = 0; i < n_attributes; i++)
    g_ptr_array_add (all, sgn_attribute_encode ("1.2.3.4", values));
  sequence = sgn_der_sequence_of (all);
  der = sgn_der_from_bytes (sequence);
  g_assert_true (sgn_der_expect (&der, SGN_TAG_SEQUENCE, &element, NULL));
  return sgn_der_to_bytes (element.content);
}

/* 64 of each. */
static void
test_count (void)
{
  static const struct {
    guint n_attributes, n_values;
    gboolean allowed;
  } cases[] = {
    { 0, 0, TRUE }, { 64, 1, TRUE }, { 65, 1, FALSE }, { 1, 64, TRUE }, { 1, 65, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) content = create (cases[i].n_attributes, cases[i].n_values);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) parsed = parse (content, &error);

    g_assert_cmpint (parsed != NULL, ==, cases[i].allowed);
    if (parsed != NULL)
      g_assert_cmpuint (parsed->len, ==, cases[i].n_attributes);
    else
      g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
  }
}

/* Whoever reads the value of such an attribute finds nothing, instead of no value. */
static void
test_no_values (void)
{
  g_autoptr (GBytes) content = create (1, 0);
  g_autoptr (GPtrArray) parsed = parse (content, NULL);
  const SgnAttribute *attribute = parsed->pdata[0];

  g_assert_cmpuint (attribute->values->len, ==, 0);
  g_assert_cmpuint (g_bytes_get_size (attribute->value), ==, 0);
}

static void
test_damaged (void)
{
  static const struct {
    const char *bytes;
    gsize size;
  } cases[] = {
    { "\x30\x05\x06\x01\x2a\x31", 6 },             /* cut off */
    { "\x31\x05\x06\x01\x2a\x31\x00", 7 },         /* no SEQUENCE */
    { "\x30\x05\x02\x01\x2a\x31\x00", 7 },         /* no type */
    { "\x30\x05\x06\x01\x2a\x30\x00", 7 },         /* no SET */
    { "\x30\x07\x06\x01\x2a\x31\x00\x05\x00", 9 }, /* more than the two */
    { "\x30\x07\x06\x01\x2a\x31\x02\x05\x01", 9 }, /* a value that is longer than the set */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) content = g_bytes_new (cases[i].bytes, cases[i].size);
    g_autoptr (GError) error = NULL;

    g_assert_null (parse (content, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cms/attributes/count", test_count);
  g_test_add_func ("/cms/attributes/no-values", test_no_values);
  g_test_add_func ("/cms/attributes/damaged", test_damaged);
  return g_test_run ();
}
