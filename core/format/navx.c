/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-navx"

/* A Business Central app (.app). The format is not documented; this is what NavSip writes.
 *
 *   0     "NAVX"
 *   4     u32 size of the header, 40
 *   8     u32 version, GUID of the package
 *   28    u64 content size
 *   36    "NAVX"
 *   40    ".NEA", u32 1                     runtime packages only
 *   ...   ZIP archive of the content size
 *   N     "NXSB" | DER of ContentInfo | u32 N | "NXSB"
 *
 * The digest covers bytes 0 to N. Business Central reads nothing of the package after N. The
 * signature block must end the file; a file with anything else after the content does not open.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/reader.h"
#include "core/base/writer.h"
#include "core/format/format.h"
#include "core/format/sip-kinds.h"
#include "core/format/sip.h"

#define HEADER_SIZE  40
#define RUNTIME_SIZE 8  /* ".NEA" and a version */
#define CONTENT_SIZE 28 /* offset of the content size */
#define MAGIC_SIZE   4
#define BLOCK_SIZE   (MAGIC_SIZE + 4 + MAGIC_SIZE) /* without the DER */

static const guint8 magic[MAGIC_SIZE] = { 'N', 'A', 'V', 'X' };
static const guint8 runtime_magic[MAGIC_SIZE] = { '.', 'N', 'E', 'A' };
static const guint8 block_magic[MAGIC_SIZE] = { 'N', 'X', 'S', 'B' };

static const SgnSpcSipInfo sip = {
  1,
  SGN_SIP_GUID_NAVX,
};

typedef struct {
  SgnInput *input;
  guint64 size;
  guint64 data_end; /* end of the signed data, start of the signature block */
  guint64 der_size; /* 0: not signed */
} Navx;

static gboolean
has_magic (SgnInput *input, guint64 offset, const guint8 *expected)
{
  guint8 found[MAGIC_SIZE];

  return sgn_input_read (input, offset, found, sizeof found, NULL) &&
         memcmp (found, expected, sizeof found) == 0;
}

static gboolean
navx_probe (SgnInput *input)
{
  /* Both magics, because four bytes alone can occur by chance. */
  return sgn_input_get_size (input) >= HEADER_SIZE && has_magic (input, 0, magic) &&
         has_magic (input, HEADER_SIZE - MAGIC_SIZE, magic);
}

static void
navx_close (gpointer self)
{
  Navx *navx = self;

  sgn_input_unref (navx->input);
  g_free (navx);
}

static gboolean
fail (GError **error, const char *reason)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, reason);
  return FALSE;
}

/* The size of everything before the ZIP archive. */
static guint
get_head_size (const Navx *navx)
{
  gboolean is_runtime = navx->size >= HEADER_SIZE + RUNTIME_SIZE &&
                        has_magic (navx->input, HEADER_SIZE, runtime_magic);

  return HEADER_SIZE + (is_runtime ? RUNTIME_SIZE : 0);
}

static gboolean
read_header (Navx *navx, GError **error)
{
  guint8 header[HEADER_SIZE];
  guint head_size = get_head_size (navx);
  guint32 header_size;
  guint64 content_size;
  SgnReader reader;

  if (!sgn_input_read (navx->input, 0, header, sizeof header, error))
    return FALSE;
  sgn_reader_init (&reader, header, sizeof header);
  if (!sgn_reader_seek (&reader, MAGIC_SIZE, error) ||
      !sgn_reader_u32 (&reader, &header_size, error) ||
      !sgn_reader_seek (&reader, CONTENT_SIZE, error) ||
      !sgn_reader_u64 (&reader, &content_size, error))
    return FALSE;
  if (header_size != HEADER_SIZE)
    return fail (error, _ ("the header has the wrong size"));
  /* The subtraction cannot wrap: probe() requires a header, and the runtime head is counted only if
   * it is there. */
  if (content_size > navx->size - head_size)
    return fail (error, _ ("the content reaches past the end of the file"));
  navx->data_end = head_size + content_size;
  return TRUE;
}

/* Reads the signature block, if anything follows the content. */
static gboolean
read_block (Navx *navx, GError **error)
{
  guint64 left = navx->size - navx->data_end;
  guint8 end[4];
  guint32 place;
  SgnReader reader;

  if (left == 0)
    return TRUE;
  if (left <= BLOCK_SIZE || !has_magic (navx->input, navx->data_end, block_magic) ||
      !has_magic (navx->input, navx->size - MAGIC_SIZE, block_magic))
    return fail (error, _ ("the content is followed by something other than a signature"));
  if (!sgn_input_read (navx->input, navx->size - MAGIC_SIZE - sizeof end, end, sizeof end, error))
    return FALSE;
  sgn_reader_init (&reader, end, sizeof end);
  if (!sgn_reader_u32 (&reader, &place, error))
    return FALSE;
  /* NavSip finds the block from the end of the file, by this offset. */
  if (place != navx->data_end)
    return fail (error, _ ("the offset of the signature is wrong"));
  navx->der_size = left - BLOCK_SIZE;
  return TRUE;
}

static gpointer
navx_open (SgnInput *input, GError **error)
{
  Navx *navx = g_new0 (Navx, 1);

  navx->input = sgn_input_ref (input);
  navx->size = sgn_input_get_size (input);
  if (read_header (navx, error) && read_block (navx, error))
    return navx;
  navx_close (navx);
  return NULL;
}

/* The offset in the block has 32 bits. */
static gboolean
check_signable (const Navx *navx, GError **error)
{
  if (navx->data_end <= G_MAXUINT32)
    return TRUE;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_NOT_SIGNABLE,
                       _ ("a signed package must be smaller than 4 GiB"));
  return FALSE;
}

static SgnRanges *
get_ranges (const Navx *navx)
{
  SgnRanges *ranges = sgn_ranges_new ();

  sgn_ranges_add (ranges, 0, navx->data_end);
  return ranges;
}

static GBytes *
navx_create_content (gpointer self,
                     const SgnContentOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  const Navx *navx = self;
  g_autoptr (SgnRanges) ranges = get_ranges (navx);
  const SgnSipFile file = { &sip, navx->input, ranges };

  if (!check_signable (navx, error))
    return NULL;
  return sgn_sip_create_content (&file, options->hash, cancellable, error);
}

/* Microsoft's NavSip leaves the GUID uninitialised, so any GUID is accepted except that of another
 * format. */
static gboolean
navx_verify_content (gpointer self,
                     GBytes *content,
                     SgnContentResult *ret,
                     SgnFindings *findings,
                     GCancellable *cancellable,
                     GError **error)
{
  const Navx *navx = self;
  g_autoptr (SgnRanges) ranges = get_ranges (navx);
  const SgnSipFile file = { NULL, navx->input, ranges };

  return sgn_sip_verify_content (&file, content, ret, cancellable, error);
}

static GPtrArray *
navx_get_signatures (gpointer self, GError **error)
{
  const Navx *navx = self;
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GBytes *der;

  if (navx->der_size == 0)
    return g_steal_pointer (&signatures);
  der = sgn_input_read_bytes (navx->input, navx->data_end + MAGIC_SIZE, navx->der_size, error);
  if (der == NULL)
    return NULL;
  g_ptr_array_add (signatures, der);
  return g_steal_pointer (&signatures);
}

static GBytes *
encode_block (const Navx *navx, GBytes *der)
{
  GByteArray *block = g_byte_array_new ();

  sgn_writer_data (block, block_magic, MAGIC_SIZE);
  sgn_writer_bytes (block, der);
  sgn_writer_u32 (block, (guint32) navx->data_end);
  sgn_writer_data (block, block_magic, MAGIC_SIZE);
  return g_byte_array_free_to_bytes (block);
}

static SgnPatch *
navx_put_signatures (gpointer self, GPtrArray *signatures, GError **error)
{
  const Navx *navx = self;
  g_autoptr (GBytes) block = NULL;
  SgnPatch *patch;

  if (!check_signable (navx, error))
    return NULL;
  if (signatures->len > 0)
    block = encode_block (navx, g_ptr_array_index (signatures, 0));
  patch = sgn_patch_new ();
  sgn_patch_replace (patch, navx->data_end, navx->size - navx->data_end, block);
  return patch;
}

/* Nothing to find: open() requires the block to end the file, and CMS parsing finds data after the
 * DER. */
static void
navx_find_anomalies (gpointer self, SgnFindings *ret)
{
}

static const char *const extensions[] = { "app", NULL };

extern const SgnFormat sgn_format_navx;
const SgnFormat sgn_format_navx = {
  .id = "navx",
  .title = N_ ("Business Central app"),
  .icon_name = "application-x-addon-symbolic",
  .extensions = extensions,
  .profile = SGN_PROFILE_AUTHENTICODE,
  .caps = SGN_FORMAT_CAN_NEST | SGN_FORMAT_CAN_REMOVE | SGN_FORMAT_REMOVE_IDENTICAL,
  .probe = navx_probe,
  .open = navx_open,
  .close = navx_close,
  .create_content = navx_create_content,
  .verify_content = navx_verify_content,
  .get_signatures = navx_get_signatures,
  .put_signatures = navx_put_signatures,
  .find_anomalies = navx_find_anomalies,
};
