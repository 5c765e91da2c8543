/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-hash"

/* SipHash-2-4 as published: c = 2 rounds for each word, d = 4 at the end. */

#include "config.h"

#include "core/base/keyed-hash.h"

#include <string.h>

#include <openssl/rand.h>

#define N_ROUNDS      2
#define N_LAST_ROUNDS 4

static guint64
rotate (guint64 value, guint by)
{
  return value << by | value >> (64 - by);
}

static void
turn (guint64 v[4], guint n_rounds)
{
  for (guint i = 0; i < n_rounds; i++) {
    v[0] += v[1];
    v[1] = rotate (v[1], 13) ^ v[0];
    v[0] = rotate (v[0], 32);
    v[2] += v[3];
    v[3] = rotate (v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = rotate (v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = rotate (v[1], 17) ^ v[2];
    v[2] = rotate (v[2], 32);
  }
}

static void
mix (guint64 v[4], guint64 word)
{
  v[3] ^= word;
  turn (v, N_ROUNDS);
  v[0] ^= word;
}

guint64
sgn_siphash (const guint64 key[2], const guint8 *data, gsize size)
{
  /* "somepseudorandomlygeneratedbytes" in big-endian words, from the paper. */
  guint64 v[4] = { key[0] ^ G_GUINT64_CONSTANT (0x736f6d6570736575),
                   key[1] ^ G_GUINT64_CONSTANT (0x646f72616e646f6d),
                   key[0] ^ G_GUINT64_CONSTANT (0x6c7967656e657261),
                   key[1] ^ G_GUINT64_CONSTANT (0x7465646279746573) };
  guint64 word;
  /* The last word: up to seven bytes, and the length modulo 256 on top. */
  guint64 last = (guint64) size << 56;

  for (; size >= 8; data = &data[8], size -= 8) {
    memcpy (&word, data, 8);
    mix (v, GUINT64_FROM_LE (word));
  }
  for (gsize i = 0; i < size; i++)
    last |= (guint64) data[i] << (8 * i);
  mix (v, last);
  v[2] ^= 0xff;
  turn (v, N_LAST_ROUNDS);
  return v[0] ^ v[1] ^ v[2] ^ v[3];
}

static const guint64 *
get_key (void)
{
  static guint64 key[2];
  static gsize chosen = 0;

  if (g_once_init_enter (&chosen)) {
    if (RAND_bytes ((guint8 *) key, sizeof key) != 1)
      /* A guessable key would be worse than none, because everybody would rely on it. */
      g_error ("no random numbers");
    g_once_init_leave (&chosen, 1);
  }
  return key;
}

guint
sgn_keyed_hash_text (gconstpointer text)
{
  return (guint) sgn_siphash (get_key (), text, strlen (text));
}

guint
sgn_keyed_hash_bytes (gconstpointer bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data ((GBytes *) bytes, &size);

  return (guint) sgn_siphash (get_key (), data, size);
}
