/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/token/session/pin.h"

#include <string.h>

static void
test_typed (void)
{
  g_autoptr (SgnPin) pin = sgn_pin_new ("", 0);

  if (pin == NULL)
    g_error ("no memory for a PIN");
  g_assert_cmpuint (sgn_pin_get_length (pin), ==, 0);
  sgn_pin_remove_last (pin);
  g_assert_true (sgn_pin_append (pin, "12"));
  g_assert_true (sgn_pin_append (pin, "ä"));
  g_assert_cmpstr (sgn_pin_get_text (pin), ==, "12ä");
  g_assert_cmpuint (sgn_pin_get_length (pin), ==, 3);
  sgn_pin_remove_last (pin);
  g_assert_cmpstr (sgn_pin_get_text (pin), ==, "12");
  g_assert_true (sgn_pin_append (pin, "34"));
  g_assert_cmpstr (sgn_pin_get_text (pin), ==, "1234");
}

static void
test_too_long (void)
{
  g_autofree char *full = g_strnfill (SGN_PIN_MAX, '1');
  g_autofree char *more = g_strnfill (SGN_PIN_MAX + 1, '1');
  g_autoptr (SgnPin) pin = sgn_pin_new (full, strlen (full));

  if (pin == NULL)
    g_error ("no memory for a PIN");
  g_assert_null (sgn_pin_new (more, strlen (more)));
  g_assert_true (sgn_pin_append (pin, ""));
  g_assert_false (sgn_pin_append (pin, "1"));
  g_assert_cmpuint (sgn_pin_get_length (pin), ==, SGN_PIN_MAX);
  sgn_pin_remove_last (pin);
  g_assert_true (sgn_pin_append (pin, "2"));
  g_assert_true (g_str_has_suffix (sgn_pin_get_text (pin), "12"));
}

/* Nothing stays behind what was taken away. */
static void
test_wiped (void)
{
  g_autoptr (SgnPin) pin = sgn_pin_new ("123456", 6);
  const char *text;

  if (pin == NULL)
    g_error ("no memory for a PIN");
  text = sgn_pin_get_text (pin);
  for (guint i = 0; i < 6; i++)
    sgn_pin_remove_last (pin);
  for (guint i = 0; i <= SGN_PIN_MAX; i++)
    g_assert_cmpint (text[i], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token/pin/typed", test_typed);
  g_test_add_func ("/token/pin/too-long", test_too_long);
  g_test_add_func ("/token/pin/wiped", test_wiped);
  return g_test_run ();
}
