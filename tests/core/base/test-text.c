/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-text"

#include "config.h"

#include "core/base/text.h"

#include <string.h>

static void
test_hex (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\x00\x0f\xa5\xff", 4);
  g_autofree char *text = sgn_text_hex_bytes (bytes);
  g_autofree char *empty = sgn_text_hex (NULL, 0);

  g_assert_cmpstr (text, ==, "000fa5ff");
  g_assert_cmpstr (empty, ==, "");
}

static void
test_to_utf16 (void)
{
  g_autoptr (GBytes) little = sgn_text_to_utf16 ("aé€😀", FALSE);
  g_autoptr (GBytes) big = sgn_text_to_utf16 ("aé€😀", TRUE);
  g_autoptr (GBytes) empty = sgn_text_to_utf16 ("", TRUE);
  g_autoptr (GBytes) invalid = sgn_text_to_utf16 ("a\xff", TRUE);

  g_assert_cmpmem (g_bytes_get_data (little, NULL),
                   g_bytes_get_size (little),
                   "a\0\xe9\0\xac\x20\x3d\xd8\x00\xde",
                   10);
  g_assert_cmpmem (g_bytes_get_data (big, NULL),
                   g_bytes_get_size (big),
                   "\0a\0\xe9\x20\xac\xd8\x3d\xde\x00",
                   10);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  g_assert_cmpmem (g_bytes_get_data (invalid, NULL), g_bytes_get_size (invalid), "\0a\xff\xfd", 4);
}

static void
assert_from_utf16 (const char *data, gsize size, const char *expected)
{
  g_autofree char *text = sgn_text_from_utf16 (data, size, TRUE);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_from_utf16 (void)
{
  g_autofree char *little = sgn_text_from_utf16 ("a\0\x3d\xd8\x00\xde", 6, FALSE);

  g_assert_cmpstr (little, ==, "a😀");
  assert_from_utf16 ("", 0, "");
  assert_from_utf16 ("\0a\xd8\x3d\xde\x00", 6, "a😀");
  assert_from_utf16 ("\xdb\xff\xdf\xff", 4, "\xf4\x8f\xbf\xbf");
}

static void
test_from_utf16_damaged (void)
{
  assert_from_utf16 ("\0", 1, "\uFFFD");
  assert_from_utf16 ("\0a\0", 3, "a\uFFFD");
  assert_from_utf16 ("\xd8\x3d", 2, "\uFFFD");
  assert_from_utf16 ("\xd8\x3d\xde", 3, "\uFFFD\uFFFD");
  assert_from_utf16 ("\xd8\x3d\0a", 4, "\uFFFDa");
  assert_from_utf16 ("\xde\x00\xd8\x3d", 4, "\uFFFD\uFFFD");
  assert_from_utf16 ("\xd8\x3d\xd8\x3d\xde\x00", 6, "\uFFFD😀");
  assert_from_utf16 ("\0a\0\0\0\0", 6, "a");
  assert_from_utf16 ("\0a\0\0\0b\0\0", 8, "a\uFFFDb");
}

static void
test_round_trip (void)
{
  for (gunichar character = 1; character <= 0x10FFFF; character++) {
    g_autoptr (GBytes) octets = NULL;
    g_autofree char *back = NULL;
    char text[8] = { 0 };

    if (character == 0xD800)
      character = 0xE000;
    g_unichar_to_utf8 (character, text);
    octets = sgn_text_to_utf16 (text, character % 2 == 0);
    back = sgn_text_from_utf16 (g_bytes_get_data (octets, NULL),
                                g_bytes_get_size (octets),
                                character % 2 == 0);
    g_assert_cmpstr (back, ==, text);
  }
}

static void
assert_display (const char *text, const char *expected)
{
  g_autofree char *shown = sgn_text_display (text);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_display (void)
{
  assert_display ("", "");
  assert_display ("Grüße aus Łódź, 株式会社", "Grüße aus Łódź, 株式会社");
  assert_display ("a\tb\nc\r\u00A0d\u2028e\u3000f", "a b c  d e f");
  assert_display ("exe\u202Etxt", "exe\uFFFDtxt");
  assert_display ("\u2066a\u2069\u200Bb\u200Fc\uFEFF", "\uFFFDa\uFFFD\uFFFDb\uFFFDc\uFFFD");
  assert_display ("a\x1b[31m\x7f", "a\uFFFD[31m\uFFFD");
  assert_display ("\u3164\u115F\u2800\uFE0F\uE000", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
  assert_display ("a\xff\xc0\x80z", "a\uFFFD\uFFFD\uFFFDz");
}

static void
test_display_length (void)
{
  g_autofree char *most = g_strnfill (512, 'a');
  g_autofree char *more = g_strnfill (513, 'a');
  g_autofree char *much = g_strnfill (1000000, 'a');
  g_autofree char *shown = sgn_text_display (more);
  g_autofree char *shorter = sgn_text_display (much);

  assert_display (most, most);
  g_assert_cmpint (g_utf8_strlen (shown, -1), ==, 512);
  g_assert_true (g_str_has_suffix (shown, "a…"));
  g_assert_cmpstr (shorter, ==, shown);
}

static void
test_line (void)
{
  g_autofree char *much = g_strnfill (100000, 'a');
  g_autofree char *whole = sgn_text_line (much);
  g_autofree char *line = sgn_text_line ("a\n\x1b[1mb\u202Ec");

  g_assert_cmpstr (whole, ==, much);
  g_assert_cmpstr (line, ==, "a \uFFFD[1mb\uFFFDc");
  g_assert_true (sgn_text_is_plain (' '));
  g_assert_true (sgn_text_is_plain (0xFC));
  g_assert_false (sgn_text_is_plain (0x9B));
  g_assert_false (sgn_text_is_plain ('\n'));
  g_assert_false (sgn_text_is_plain (0x2028));
}

static void
assert_joined (const char *sentence, const char *name, const char *expected)
{
  g_autofree char *joined = sgn_text_join_stops (g_strdup (sentence), name);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_stops (void)
{
  assert_joined ("By Example S.A.. Revoked.", "Example S.A.", "By Example S.A. Revoked.");
  assert_joined ("By Example S.A., trusted.", "Example S.A.", "By Example S.A., trusted.");
  assert_joined ("By Example.", "Example", "By Example.");
  assert_joined ("By Example..", "", "By Example..");
  assert_joined ("Wait for a...", "a", "Wait for a...");
}

/* What decodes to the same bytes is base64 in one way only. */
static void
test_base64 (void)
{
  g_assert_true (sgn_text_is_base64 ("QUJD"));
  g_assert_true (sgn_text_is_base64 ("QUI="));
  g_assert_true (sgn_text_is_base64 ("QQ=="));
  g_assert_false (sgn_text_is_base64 ("QUJ="));
  g_assert_false (sgn_text_is_base64 ("QR=="));
  g_assert_false (sgn_text_is_base64 ("QQ="));
  g_assert_false (sgn_text_is_base64 ("QQ==QQ=="));
  g_assert_false (sgn_text_is_base64 ("Q-=="));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/hex", test_hex);
  g_test_add_func ("/text/to-utf16", test_to_utf16);
  g_test_add_func ("/text/from-utf16", test_from_utf16);
  g_test_add_func ("/text/from-utf16-damaged", test_from_utf16_damaged);
  g_test_add_func ("/text/round-trip", test_round_trip);
  g_test_add_func ("/text/display", test_display);
  g_test_add_func ("/text/display-length", test_display_length);
  g_test_add_func ("/text/line", test_line);
  g_test_add_func ("/text/stops", test_stops);
  g_test_add_func ("/text/base64", test_base64);
  return g_test_run ();
}
