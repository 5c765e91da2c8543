/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-digest"

/* Hashes ranges of a file: for every signature, every algorithm and every catalog. Reading is what
 * takes the time, so one pass computes all algorithms that are wanted, and the digests of large
 * ranges are remembered by the bytes they stand for, not by who asked. */

#include "config.h"

#include "core/io/digest.h"

#include "core/base/budget.h"
#include "core/base/error.h"
#include "core/base/keyed-hash.h"
#include "core/base/openssl.h"
#include "core/io/input-private.h"
#include "core/io/ranges-private.h"
#include "core/io/read-ahead.h"
#include "core/io/sum-private.h"

/* Fits in the processor's cache between reading and hashing. */
#define WINDOW        ((gsize) 256 * 1024)
#define PROGRESS_STEP ((guint64) 4 * 1024 * 1024)

/* From this size on, a second thread for reading is worth it. */
#define AHEAD_MIN ((guint64) 16 * 1024 * 1024)

/* Digests of smaller ranges are not remembered: page hashes would fill the memory. */
#define REMEMBER_MIN ((guint64) 64 * 1024)

/* Number of smaller ranges that are remembered after sgn_input_keep_digests(). */
#define REMEMBER_SMALL 16

/* Remembered digests of an input, and the algorithms to add. */
typedef struct {
  GHashTable *digests; /* description of the hashed ranges to GBytes */
  guint kept_hashes;   /* algorithms computed in each pass */
  SgnProgressFunc progress;
  gpointer progress_data;
} Memory;

typedef struct {
  SgnInput *bottom;
  Memory *memory;
  EVP_MD_CTX *contexts[SGN_N_HASHES];
  guint n_contexts;
  guint64 done;
  guint64 total;
  GCancellable *cancellable;
} Hasher;

typedef struct {
  GBytes *of[SGN_N_HASHES];
} Digests;

static void
memory_free (gpointer data)
{
  Memory *self = data;

  g_hash_table_unref (self->digests);
  g_free (self);
}

static Memory *
get_memory (SgnInput *input)
{
  Memory *self = sgn_input_get_attachment (input, "digests");

  if (self != NULL)
    return self;
  self = g_new0 (Memory, 1);
  self->digests = g_hash_table_new_full (sgn_keyed_hash_text,
                                         g_str_equal,
                                         g_free,
                                         (GDestroyNotify) g_bytes_unref);
  sgn_input_attach (input, "digests", self, memory_free);
  return self;
}

static void
digests_clear (Digests *self)
{
  for (guint i = 0; i < SGN_N_HASHES; i++)
    g_clear_pointer (&self->of[i], g_bytes_unref);
}

static void
hasher_clear (Hasher *self)
{
  for (guint i = 0; i < SGN_N_HASHES; i++)
    g_clear_pointer (&self->contexts[i], EVP_MD_CTX_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Digests, digests_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hasher, hasher_clear)

static gboolean
hasher_start (Hasher *self, guint hashes, GError **error)
{
  for (SgnHash hash = 0; hash < SGN_N_HASHES; hash++) {
    if ((hashes & (1u << hash)) == 0)
      continue;
    self->contexts[hash] = EVP_MD_CTX_new ();
    self->n_contexts++;
    if (EVP_DigestInit_ex (self->contexts[hash], sgn_hash_get_md (hash), NULL) != 1) {
      sgn_error_set_openssl (error, SGN_ERROR_FAILED, sgn_hash_get_title (hash));
      return FALSE;
    }
  }
  return TRUE;
}

static void
tell_progress (Hasher *self, gsize added)
{
  const Memory *memory = self->memory;
  guint64 before = self->done / PROGRESS_STEP;

  self->done += added;
  if (memory->progress == NULL || self->total < PROGRESS_STEP)
    return;
  /* Telling after each window would keep the user interface busy. */
  if (self->done / PROGRESS_STEP != before || self->done == self->total)
    memory->progress (self->done, self->total, memory->progress_data);
}

static gboolean
hasher_update (Hasher *self, gconstpointer data, gsize size, GError **error)
{
  /* Per algorithm, since each of them costs time. */
  if (!sgn_budget_spend (SGN_COST_BYTES, size * self->n_contexts, error))
    return FALSE;
  for (SgnHash hash = 0; hash < SGN_N_HASHES; hash++) {
    if (self->contexts[hash] == NULL)
      continue;
    if (EVP_DigestUpdate (self->contexts[hash], data, size) != 1) {
      sgn_error_set_openssl (error, SGN_ERROR_FAILED, sgn_hash_get_title (hash));
      return FALSE;
    }
  }
  tell_progress (self, size);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean
hash_literal (Hasher *self, GBytes *literal, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (literal, &size);

  for (gsize done = 0; done < size; done += MIN (WINDOW, size - done)) {
    if (!hasher_update (self, &data[done], MIN (WINDOW, size - done), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
hash_large_range (Hasher *self, SgnInput *input, guint64 offset, guint64 length, GError **error)
{
  gboolean keep_sum = sgn_sum_is_kept (input);
  g_autoptr (SgnReadAhead) ahead = sgn_read_ahead_new (input, offset, length, keep_sum);
  gsize size = 0;

  for (guint64 done = 0; done < length; done += size) {
    const guint8 *window = sgn_read_ahead_next (ahead, &size, error);

    if (window == NULL || !hasher_update (self, window, size, error))
      return FALSE;
  }
  if (keep_sum)
    sgn_sum_remember (input, offset, length, sgn_read_ahead_get_sum (ahead));
  return TRUE;
}

static gboolean
hash_range (Hasher *self, const SgnPiece *piece, guint8 *window, GError **error)
{
  SgnInput *input = sgn_piece_get_input (piece, self->bottom);
  guint64 offset = piece->offset;
  guint64 length = piece->length;
  gboolean keep_sum = sgn_sum_is_kept (input);
  SgnSum sum = { 0 };

  if (length >= AHEAD_MIN)
    return hash_large_range (self, input, offset, length, error);
  for (guint64 done = 0; done < length;) {
    gsize size = (gsize) MIN (length - done, WINDOW);

    if (!sgn_input_read (input, offset + done, window, size, error))
      return FALSE;
    if (!hasher_update (self, window, size, error))
      return FALSE;
    if (keep_sum)
      sgn_sum_add (&sum, window, size);
    done += size;
  }
  if (keep_sum)
    sgn_sum_remember (input, offset, length, sgn_sum_finish (&sum));
  return TRUE;
}

static gboolean
hash_pieces (Hasher *self, const GArray *pieces, GError **error)
{
  g_autofree guint8 *window = g_malloc (WINDOW);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  for (guint i = 0; i < pieces->len; i++) {
    const SgnPiece *piece = &g_array_index (pieces, SgnPiece, i);
    gboolean ok;

    if (piece->literal != NULL)
      ok = hash_literal (self, piece->literal, error);
    else
      ok = hash_range (self, piece, window, error);
    if (!ok)
      return FALSE;
  }
  return TRUE;
}

static gboolean
hasher_finish (Hasher *self, GBytes *digests[SGN_N_HASHES], GError **error)
{
  for (SgnHash hash = 0; hash < SGN_N_HASHES; hash++) {
    guint8 digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;

    if (self->contexts[hash] == NULL)
      continue;
    if (EVP_DigestFinal_ex (self->contexts[hash], digest, &size) != 1) {
      sgn_error_set_openssl (error, SGN_ERROR_FAILED, sgn_hash_get_title (hash));
      return FALSE;
    }
    digests[hash] = g_bytes_new (digest, size);
  }
  return TRUE;
}

/* Sets the remembered digests of @what, and clears their bits in @hashes. */
static void
recall (const Memory *memory, const char *what, guint *hashes, GBytes *digests[SGN_N_HASHES])
{
  for (SgnHash hash = 0; hash < SGN_N_HASHES; hash++) {
    g_autofree char *key = g_strconcat (sgn_hash_get_id (hash), what, NULL);
    GBytes *digest = g_hash_table_lookup (memory->digests, key);

    if ((*hashes & (1u << hash)) == 0 || digest == NULL)
      continue;
    digests[hash] = g_bytes_ref (digest);
    *hashes &= ~(1u << hash);
  }
}

static void
remember (Memory *memory, const char *what, guint hashes, GBytes *digests[SGN_N_HASHES])
{
  for (SgnHash hash = 0; hash < SGN_N_HASHES; hash++) {
    if (hashes & (1u << hash))
      g_hash_table_insert (memory->digests,
                           g_strconcat (sgn_hash_get_id (hash), what, NULL),
                           g_bytes_ref (digests[hash]));
  }
}

/* Computes the algorithms in @hashes and adds them to @digests. */
static gboolean
run (Hasher *hasher,
     const GArray *pieces,
     guint hashes,
     GBytes *digests[SGN_N_HASHES],
     GError **error)
{
  return hasher_start (hasher, hashes, error) && hash_pieces (hasher, pieces, error) &&
         hasher_finish (hasher, digests, error);
}

/* Whether digests of @total bytes are worth remembering. */
static gboolean
is_worth (const Memory *memory, guint64 total)
{
  return total >= REMEMBER_MIN ||
         (memory->kept_hashes != 0 && g_hash_table_size (memory->digests) < REMEMBER_SMALL);
}

static void
give_digests (Digests *digests, guint hashes, GBytes *ret[SGN_N_HASHES])
{
  for (guint i = 0; i < SGN_N_HASHES; i++) {
    if (digests->of[i] != NULL && (hashes & (1u << i)) != 0)
      ret[i] = g_steal_pointer (&digests->of[i]);
  }
}

gboolean
sgn_digest_ranges (SgnInput *input,
                   const SgnRanges *ranges,
                   guint hashes,
                   GBytes *ret[SGN_N_HASHES],
                   GCancellable *cancellable,
                   GError **error)
{
  SgnInput *bottom = sgn_input_get_bottom (input);
  Memory *memory = get_memory (input);
  g_auto (Hasher) hasher = { .bottom = bottom, .memory = memory, .cancellable = cancellable };
  g_auto (Digests) digests = { 0 };
  g_autoptr (GArray) pieces = NULL;
  g_autofree char *what = NULL;
  guint missing = hashes;

  g_return_val_if_fail (hashes != 0 && hashes < (1u << SGN_N_HASHES), FALSE);

  pieces = sgn_ranges_resolve (ranges, input, &hasher.total, error);
  if (pieces == NULL)
    return FALSE;
  if (is_worth (memory, hasher.total))
    what = sgn_pieces_describe (pieces);
  if (what != NULL)
    recall (memory, what, &missing, digests.of);
  /* Since the bytes have to be read anyway, the kept algorithms that nobody asked for now are
   * computed along with them. */
  if (what != NULL && missing != 0)
    missing |= memory->kept_hashes & ~(hashes & ~missing);
  if (missing != 0 && !run (&hasher, pieces, missing, digests.of, error))
    return FALSE;
  if (what != NULL)
    remember (memory, what, missing, digests.of);
  give_digests (&digests, hashes, ret);
  return TRUE;
}

GBytes *
sgn_digest_range (SgnInput *input,
                  const SgnRanges *ranges,
                  SgnHash hash,
                  GCancellable *cancellable,
                  GError **error)
{
  GBytes *digests[SGN_N_HASHES] = { NULL };

  g_return_val_if_fail (hash < SGN_N_HASHES, NULL);

  if (!sgn_digest_ranges (input, ranges, 1u << hash, digests, cancellable, error))
    return NULL;
  return digests[hash];
}

void
sgn_input_set_progress (SgnInput *self, SgnProgressFunc func, gpointer user_data)
{
  Memory *memory = get_memory (self);

  memory->progress = func;
  memory->progress_data = user_data;
}

void
sgn_input_keep_digests (SgnInput *self, guint hashes)
{
  get_memory (self)->kept_hashes |= hashes;
}
