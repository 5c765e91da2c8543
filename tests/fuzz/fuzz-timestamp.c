/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/timestamp/rfc3161.h"
#include "core/timestamp/token-check.h"

/* The answer of a timestamp server, or a token, from whatever octets there are. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define NOW 1767225600

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) value = g_bytes_new_static ("value", 5);
  g_auto (SgnTimestampQuery) query = { 0 };
  g_auto (SgnTimestampInfo) info = { 0 };
  g_auto (SgnTimestampInfo) content = { 0 };
  g_autoptr (GBytes) token = NULL;

  g_assert_true (sgn_timestamp_query_init (&query, value, SGN_HASH_SHA256, NULL, NULL));
  token = sgn_timestamp_query_take (&query, bytes, NOW, NULL);
  g_assert_null (token); /* nobody can know the nonce */
  sgn_token_check (bytes, &info, NULL);
  sgn_tst_info_parse (bytes, &content, NULL);
  return 0;
}
