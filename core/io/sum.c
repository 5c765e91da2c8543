/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-sum"

/* The sum in PE headers, computed in passing while the file is hashed, since it covers nearly the
 * same bytes. It is a one's complement sum, so partial sums can be added in any order (RFC 1071,
 * 2): ranges are summed separately and put together later. */

#include "config.h"

#include "core/io/sum.h"

#include <string.h>

#include "core/io/input-private.h"
#include "core/io/ranges-private.h"
#include "core/io/sum-private.h"

#define WINDOW   ((gsize) 256 * 1024)
#define SUMS_MAX 64

/* Four lanes of 32 bits, to which 16-bit words are added; a lane can take 2^15 pairs of words. */
typedef guint32 Lanes __attribute__ ((vector_size (16)));
#define LANES_SIZE sizeof (Lanes)
#define BLOCK_SIZE (LANES_SIZE * 32768)

typedef struct {
  guint64 offset;
  guint64 length;
  guint16 sum;
} Known;

/* The remembered sums; NULL if sgn_input_keep_sums() was not called. (transfer none) */
static GArray *
get_sums (SgnInput *input)
{
  return sgn_input_get_attachment (input, "sums");
}

/* A sum over bytes that begin at an odd position is the sum with its bytes swapped (RFC 1071, 2
 * (B)). */
static guint16
swap (guint16 sum)
{
  return (guint16) (sum << 8 | sum >> 8);
}

static guint16
fold (guint64 total)
{
  while (total > G_MAXUINT16)
    total = (total & G_MAXUINT16) + (total >> 16);
  return (guint16) total;
}

static guint64
sum_block (const guint8 *data, gsize size)
{
  Lanes sums = { 0 };

  for (gsize i = 0; i < size; i += LANES_SIZE) {
    Lanes words;

    memcpy (&words, &data[i], LANES_SIZE);
    /* Plain vector code of the compiler: no intrinsics, and correct on every machine. */
    sums += (words & G_MAXUINT16) + (words >> 16);
  }
  return (guint64) sums[0] + sums[1] + sums[2] + sums[3];
}

/* Sums words that begin at an even position. */
static guint16
sum_words (const guint8 *data, gsize size)
{
  gsize even = size - size % LANES_SIZE;
  guint64 total = 0;

  for (gsize done = 0; done < even; done += MIN (BLOCK_SIZE, even - done))
    total += sum_block (&data[done], MIN (BLOCK_SIZE, even - done));
  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    total = swap (fold (total));
  for (gsize i = even; i < size; i++)
    total += (guint64) data[i] << (i % 2 * 8);
  return fold (total);
}

void
sgn_sum_add_sum (SgnSum *self, guint16 sum, guint64 size)
{
  self->total += self->odd ? swap (sum) : sum;
  self->odd ^= size % 2;
}

void
sgn_sum_add (SgnSum *self, const guint8 *data, gsize size)
{
  sgn_sum_add_sum (self, sum_words (data, size), size);
}

guint16
sgn_sum_finish (const SgnSum *self)
{
  return fold (self->total);
}

void
sgn_sum_remember (SgnInput *bottom, guint64 offset, guint64 length, guint16 sum)
{
  Known known = { offset, length, sum };
  GArray *sums = get_sums (bottom);

  if (sums != NULL && sums->len < SUMS_MAX)
    g_array_append_val (sums, known);
}

/* Finds the longest known range that starts at @offset. If there is none, @length becomes the
 * number of bytes to read before the next known one. */
static gboolean
recall (SgnInput *bottom, guint64 offset, guint64 *length, guint16 *ret)
{
  const GArray *sums = get_sums (bottom);
  guint64 longest = 0;
  guint64 unknown = *length;

  for (guint i = 0; sums != NULL && i < sums->len; i++) {
    const Known *known = &g_array_index (sums, Known, i);

    if (known->offset > offset) {
      unknown = MIN (unknown, known->offset - offset);
    } else if (known->offset == offset && known->length <= *length && known->length > longest) {
      longest = known->length;
      *ret = known->sum;
    }
  }
  *length = longest > 0 ? longest : unknown;
  return longest > 0;
}

static gboolean
read_sum (SgnInput *bottom, guint64 offset, guint64 length, guint16 *ret, GError **error)
{
  g_autofree guint8 *window = g_malloc (WINDOW);
  SgnSum sum = { 0 };

  for (guint64 done = 0; done < length;) {
    gsize size = (gsize) MIN (length - done, WINDOW);

    if (!sgn_input_read (bottom, offset + done, window, size, error))
      return FALSE;
    sgn_sum_add (&sum, window, size);
    done += size;
  }
  *ret = sgn_sum_finish (&sum);
  sgn_sum_remember (bottom, offset, length, *ret);
  return TRUE;
}

static gboolean
add_range (SgnSum *sum, SgnInput *bottom, guint64 offset, guint64 length, GError **error)
{
  while (length > 0) {
    guint64 size = length;
    guint16 part = 0;

    if (!recall (bottom, offset, &size, &part) && !read_sum (bottom, offset, size, &part, error))
      return FALSE;
    sgn_sum_add_sum (sum, part, size);
    offset += size;
    length -= size;
  }
  return TRUE;
}

static gboolean
add_piece (SgnSum *sum, SgnInput *bottom, const SgnPiece *piece, GError **error)
{
  gsize size;
  const guint8 *data;

  if (piece->literal == NULL)
    return add_range (sum,
                      sgn_piece_get_input (piece, bottom),
                      piece->offset,
                      piece->length,
                      error);
  data = g_bytes_get_data (piece->literal, &size);
  sgn_sum_add (sum, data, size);
  return TRUE;
}

gboolean
sgn_sum_ranges (SgnInput *input, const SgnRanges *ranges, guint16 *ret, GError **error)
{
  SgnInput *bottom = sgn_input_get_bottom (input);
  g_autoptr (GArray) pieces = NULL;
  SgnSum sum = { 0 };
  guint64 total;

  pieces = sgn_ranges_resolve (ranges, input, &total, error);
  if (pieces == NULL)
    return FALSE;
  for (guint i = 0; i < pieces->len; i++)
    if (!add_piece (&sum, bottom, &g_array_index (pieces, SgnPiece, i), error))
      return FALSE;

  *ret = sgn_sum_finish (&sum);
  return TRUE;
}

gboolean
sgn_sum_is_kept (SgnInput *input)
{
  return get_sums (input) != NULL;
}

static void
sums_free (gpointer sums)
{
  g_array_unref (sums);
}

void
sgn_input_keep_sums (SgnInput *self)
{
  if (!sgn_sum_is_kept (self))
    sgn_input_attach (self, "sums", g_array_new (FALSE, FALSE, sizeof (Known)), sums_free);
}
