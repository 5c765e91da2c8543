/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/timestamp/token.h"

#include <string.h>

#include "core/base/error.h"

/* The fields of a TSTInfo (RFC 3161, 2.4.2), in DER and hexadecimal. */
typedef enum {
  FIELD_VERSION,
  FIELD_POLICY,
  FIELD_IMPRINT,
  FIELD_SERIAL,
  FIELD_TIME,
  FIELD_REST,
  N_FIELDS
} Field;

/* SHA-256 of "abc" */
#define DIGEST  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define SHA_256 "300d06096086480165030402010500"
#define TIME_Z  "180f32303236303130313030303030305a" /* 20260101000000Z */

static const char *const good_fields[N_FIELDS] = {
  [FIELD_VERSION] = "020101",
  [FIELD_POLICY] = "06022a03",
  [FIELD_IMPRINT] = "3031" SHA_256 "0420" DIGEST,
  [FIELD_SERIAL] = "020107",
  [FIELD_TIME] = TIME_Z,
  [FIELD_REST] = "",
};

static void
append_hex (GByteArray *array, const char *hex)
{
  for (gsize i = 0; hex[i] != '\0'; i += 2) {
    const guint8 byte = (guint8) (g_ascii_xdigit_value (hex[i]) << 4 |
                                  g_ascii_xdigit_value (hex[i + 1]));

    g_byte_array_append (array, &byte, 1);
  }
}

/* A TSTInfo with one field replaced. @tail is added after it. (transfer full) */
static GBytes *
make_with (Field field, const char *replacement, const char *tail)
{
  GByteArray *array = g_byte_array_new ();

  append_hex (array, "3000");
  for (Field i = 0; i < N_FIELDS; i++)
    append_hex (array, i == field ? replacement : good_fields[i]);
  g_assert_cmpuint (array->len, <, 0x80 + 2);
  array->data[1] = (guint8) (array->len - 2);
  append_hex (array, tail);
  return g_byte_array_free_to_bytes (array);
}

static void
test_facts (void)
{
  g_autoptr (GBytes) tst_info = make_with (FIELD_REST, "", "");
  g_autoptr (GBytes) value = g_bytes_new_static ("abc", 3);
  g_autoptr (GBytes) other = g_bytes_new_static ("abd", 3);
  g_auto (SgnTimestampInfo) info = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_tst_info_parse (tst_info, &info, &error));
  g_assert_no_error (error);
  g_assert_cmpint (info.time, ==, 1767225600);
  g_assert_cmpint (info.hash, ==, SGN_HASH_SHA256);
  g_assert_cmpstr (info.policy, ==, "1.2.3");
  g_assert_null (info.nonce);
  g_assert_true (sgn_timestamp_info_covers (&info, value));
  g_assert_false (sgn_timestamp_info_covers (&info, other));
}

/* What stands before the nonce may be missing, and what follows it is not used. */
static void
test_nonce (void)
{
  static const char *const cases[] = {
    "02020539",
    "3003020101"
    "02020539",
    "0101ff"
    "02020539",
    "3003020101"
    "0101ff"
    "02020539",
    "02020539"
    "a0020500",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) tst_info = make_with (FIELD_REST, cases[i], "");
    g_auto (SgnTimestampInfo) info = { 0 };
    g_autoptr (GError) error = NULL;

    g_assert_true (sgn_tst_info_parse (tst_info, &info, &error));
    g_assert_no_error (error);
    g_assert_cmpmem (g_bytes_get_data (info.nonce, NULL),
                     g_bytes_get_size (info.nonce),
                     "\x05\x39",
                     2);
  }
}

static void
test_refused (void)
{
  static const struct {
    Field field;
    const char *replacement;
    const char *says;
  } cases[] = {
    { FIELD_VERSION, "", "" },
    { FIELD_VERSION, "020102", "version 2" },
    { FIELD_VERSION, "0201ff", "" }, /* negative */
    { FIELD_POLICY, "020101", "" },
    { FIELD_IMPRINT, "0420" DIGEST, "" },
    { FIELD_IMPRINT, "300d" SHA_256, "" },
    { FIELD_IMPRINT, "30220420" DIGEST, "" },
    { FIELD_IMPRINT, "3026300406022a030420" DIGEST, "1.2.3" },
    { FIELD_IMPRINT, "3033" SHA_256 "0420" DIGEST "0500", "" },
    { FIELD_SERIAL, "", "" },
    { FIELD_TIME, "", "" },
    { FIELD_TIME, "170d3236303130313030303030305a", "" }, /* UTCTime */
    { FIELD_TIME, "1800", "valid time" },
    { FIELD_TIME, "180f32303236313330313030303030305a", "valid time" }, /* month 13 */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) tst_info = make_with (cases[i].field, cases[i].replacement, "");
    g_auto (SgnTimestampInfo) info = { 0 };
    g_autoptr (GError) error = NULL;

    g_test_message ("%u %s", cases[i].field, cases[i].replacement);
    g_assert_false (sgn_tst_info_parse (tst_info, &info, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
    g_assert_true (g_str_has_prefix (error->message, "malformed timestamp: "));
    g_assert_nonnull (strstr (error->message, cases[i].says));
    g_assert_null (info.imprint);
  }
}

static void
test_not_whole (void)
{
  g_autoptr (GBytes) longer = make_with (FIELD_REST, "", "0500");
  g_autoptr (GBytes) shorter = g_bytes_new_from_bytes (longer, 0, 20);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  GBytes *const cases[] = { longer, shorter, empty };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (SgnTimestampInfo) info = { 0 };
    g_autoptr (GError) error = NULL;

    g_assert_false (sgn_tst_info_parse (cases[i], &info, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timestamp/token/facts", test_facts);
  g_test_add_func ("/timestamp/token/nonce", test_nonce);
  g_test_add_func ("/timestamp/token/refused", test_refused);
  g_test_add_func ("/timestamp/token/not-whole", test_not_whole);
  return g_test_run ();
}
