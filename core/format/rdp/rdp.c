/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-rdp"

/* A remote desktop file: text in UTF-16LE with a byte order mark, or in UTF-8. The signature is not
 * documented; this is what rdpsign writes.
 *
 *   full address:s:host.example      setting of rdpsign's list: signed
 *   screen mode id:i:2               not in the list: not signed
 *   signscope:s:Full Address,...     the signed settings, in the order of the list
 *   signature:s:AQABAAEAAAA...       base64 of u32 0x00010001 | u32 1 | u32 length | DER, where
 *                                    DER is a ContentInfo without content
 *
 *   signed content                   the lines that signscope names, in its order, then the
 *                                    signscope line, each followed by CR LF; then one NUL; all
 *                                    in UTF-16LE without a byte order mark
 *
 * mstsc and FreeRDP read each line as "name:type:value" and ignore the case of names. FreeRDP ends
 * a line at every CR and LF, accepts any number of lines, takes the last of several with one name,
 * and reads a line that begins with "/" as command-line options. Therefore a setting of the list
 * that is not in signscope, a name that occurs twice, and a line that the two programs read in
 * different ways are findings.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/base/reader.h"
#include "core/base/text.h"
#include "core/base/writer.h"
#include "core/format/format.h"
#include "core/format/rdp/rdp-settings.h"

/* Fields before the DER in the value of "signature". */
#define HEADER_VERSION 0x00010001
#define HEADER_KIND    1
#define GROUP          64                      /* base64 characters between two spaces */
#define MAX_SIZE       ((guint64) 1024 * 1024) /* far more than any file that mstsc saves */

/* By name: the content is text without a magic, and settings can be in any order. */
static gboolean
rdp_probe (SgnInput *input)
{
  const char *name = sgn_input_get_name (input);
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  return dot != NULL && g_ascii_strcasecmp (dot, ".rdp") == 0;
}

static gpointer
rdp_open (SgnInput *input, GError **error)
{
  g_autoptr (GBytes) file = NULL;

  if (sgn_input_get_size (input) > MAX_SIZE) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FILE_UNREADABLE,
                         _ ("a remote desktop file may be at most 1 MiB"));
    return NULL;
  }
  file = sgn_input_read_bytes (input, 0, sgn_input_get_size (input), error);
  return file != NULL ? sgn_rdp_settings_new (file, error) : NULL;
}

static void
rdp_close (gpointer self)
{
  sgn_rdp_settings_free (self);
}

static gboolean
check_signable (const RdpSettings *settings, GError **error)
{
  const char *reason = NULL;

  if (sgn_rdp_settings_find (settings, "full address") == NULL)
    reason = _ ("the file names no computer to connect to");
  else if (!sgn_rdp_settings_are_clear (settings))
    reason = _ ("a line of the file is not a setting, or occurs twice");
  if (reason == NULL)
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE, reason);
  return FALSE;
}

static GBytes *
rdp_create_content (gpointer self,
                    const SgnContentOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *missing = sgn_rdp_settings_get_missing (self);
  g_autofree char *scope = sgn_rdp_settings_get_scope (self, missing);

  if (!check_signable (self, error))
    return NULL;
  return sgn_rdp_settings_get_message (self, scope, missing);
}

static GBytes *
rdp_get_content (gpointer self, guint entry, GError **error)
{
  const RdpLine *scope = sgn_rdp_settings_find (self, "signscope");
  GBytes *message = NULL;

  if (scope != NULL)
    message = sgn_rdp_settings_get_message (self, scope->text, NULL);
  if (message == NULL)
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FAILED, _ ("a signed setting is missing"));
  return message;
}

/* The content comes from the file itself, so only the signature can differ from it. */
static gboolean
rdp_verify_content (gpointer self,
                    GBytes *content,
                    SgnContentResult *ret,
                    SgnFindings *findings,
                    GCancellable *cancellable,
                    GError **error)
{
  ret->hash = SGN_HASH_SHA256;
  ret->hash_known = TRUE;
  ret->computed = sgn_hash_bytes (SGN_HASH_SHA256, content);
  ret->matches = TRUE;
  return TRUE;
}

static GBytes *
decode (const char *value, GError **error)
{
  gsize size = 0;
  g_autofree guint8 *data = g_base64_decode (sgn_text_is_base64 (value) ? value : "", &size);
  guint32 version = 0, kind = 0, length = 0;
  const guint8 *der = NULL;
  SgnReader reader;

  sgn_reader_init (&reader, data, size);
  if (sgn_reader_u32 (&reader, &version, NULL) && sgn_reader_u32 (&reader, &kind, NULL) &&
      sgn_reader_u32 (&reader, &length, NULL) && version == HEADER_VERSION && kind == HEADER_KIND &&
      sgn_reader_data (&reader, length, &der, NULL) && sgn_reader_get_left (&reader) == 0)
    return g_bytes_new (der, length);
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_SIGNATURE_DAMAGED,
                       _ ("the signature line cannot be read"));
  return NULL;
}

static GPtrArray *
rdp_get_signatures (gpointer self, GError **error)
{
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const RdpLine *line = sgn_rdp_settings_find (self, "signature");
  GBytes *der;

  if (line == NULL)
    return g_steal_pointer (&signatures);
  der = decode (sgn_rdp_line_get_value (line), error);
  if (der == NULL)
    return NULL;
  g_ptr_array_add (signatures, der);
  return g_steal_pointer (&signatures);
}

/* rdpsign separates groups of base64 by two spaces. */
static void
append_signature (GString *ret, GBytes *der)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *base64 = NULL;

  sgn_writer_u32 (bytes, HEADER_VERSION);
  sgn_writer_u32 (bytes, HEADER_KIND);
  sgn_writer_u32 (bytes, (guint32) g_bytes_get_size (der));
  sgn_writer_bytes (bytes, der);
  base64 = g_base64_encode (bytes->data, bytes->len);
  g_string_append (ret, "signature:s:");
  for (gsize i = 0; base64[i] != '\0'; i += MIN (GROUP, strlen (&base64[i])))
    g_string_append_printf (ret, "%.*s  ", GROUP, &base64[i]);
  g_string_append (ret, "\r\n");
}

/* Otherwise the first added line would continue the last setting. */
static gboolean
ends_with_feed (const RdpSettings *settings)
{
  gsize length;
  const char *narrow = g_bytes_get_data (settings->text->narrow, &length);

  return length == 0 || narrow[length - 1] == '\n';
}

static char *
build_lines (const RdpSettings *settings, GBytes *der)
{
  g_autofree char *missing = sgn_rdp_settings_get_missing (settings);
  g_autofree char *scope = sgn_rdp_settings_get_scope (settings, missing);
  GString *lines = g_string_new (ends_with_feed (settings) ? "" : "\r\n");

  if (missing != NULL)
    g_string_append_printf (lines, "%s\r\n", missing);
  g_string_append_printf (lines, "%s\r\n", scope);
  append_signature (lines, der);
  return g_string_free (lines, FALSE);
}

/* Whether the bytes that are first once the old signature is removed are a byte order mark. */
static gboolean
gets_mark (const RdpSettings *settings)
{
  guint first = 0;

  while (first < settings->lines->len &&
         sgn_rdp_line_is_of_signature (settings->lines->pdata[first]))
    first++;
  if (first == 0 || first == settings->lines->len)
    return FALSE;
  return sgn_encoded_text_has_mark_at (settings->text,
                                       ((const RdpLine *) settings->lines->pdata[first])->start);
}

/* Whether nothing but the old signature kept the file from being read as UTF-8. */
static gboolean
gets_utf8 (const RdpSettings *settings)
{
  const char *bytes = g_bytes_get_data (settings->text->bytes, NULL);
  gboolean is_ascii = TRUE;

  if (settings->text->encoding != TEXT_WINDOWS_1252)
    return FALSE;
  for (guint i = 0; i < settings->lines->len; i++) {
    const RdpLine *line = settings->lines->pdata[i];

    if (sgn_rdp_line_is_of_signature (line))
      continue;
    if (!g_utf8_validate_len (&bytes[line->start], line->end - line->start, NULL))
      return FALSE;
    is_ascii = is_ascii && g_str_is_ascii (line->text);
  }
  return !is_ascii;
}

/* What is left without the old signature must read as it did. */
static gboolean
check_encoding (const RdpSettings *settings, GError **error)
{
  if (settings->text->bom_size > 0 || (!gets_mark (settings) && !gets_utf8 (settings)))
    return TRUE;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_NOT_SIGNABLE,
                       _ ("without its old signature, the text would have another encoding"));
  return FALSE;
}

/* Removes the old lines of the signature wherever they are; appends new ones. */
static SgnPatch *
rdp_put_signatures (gpointer self, GPtrArray *signatures, GError **error)
{
  const RdpSettings *settings = self;
  const EncodedText *text = settings->text;
  SgnPatch *patch;

  if (!check_encoding (settings, error) ||
      (signatures->len > 0 && !check_signable (settings, error)))
    return NULL;
  patch = sgn_patch_new ();
  for (guint i = 0; i < settings->lines->len; i++) {
    const RdpLine *line = g_ptr_array_index (settings->lines, i);

    if (sgn_rdp_line_is_of_signature (line))
      sgn_patch_replace (patch,
                         text->bom_size + line->start * text->unit_size,
                         (line->end - line->start) * text->unit_size,
                         NULL);
  }
  if (signatures->len > 0) {
    g_autofree char *lines = build_lines (settings, g_ptr_array_index (signatures, 0));
    g_autoptr (GBytes) bytes = sgn_encoded_text_encode (text, lines);

    sgn_patch_replace (patch, text->bom_size + g_bytes_get_size (text->bytes), 0, bytes);
  }
  return patch;
}

static void
rdp_find_anomalies (gpointer self, SgnFindings *ret)
{
  if (sgn_rdp_settings_find (self, "signature") != NULL)
    sgn_rdp_settings_find_anomalies (self, ret);
}

static const char *const extensions[] = { "rdp", NULL };

extern const SgnFormat sgn_format_rdp;
const SgnFormat sgn_format_rdp = {
  .id = "rdp",
  .title = N_ ("Remote desktop file"),
  .icon_name = "preferences-desktop-remote-desktop-symbolic",
  .extensions = extensions,
  .profile = SGN_PROFILE_PLAIN,
  .content_type = SGN_OID_DATA,
  .content_place = SGN_CONTENT_IN_FILE,
  .caps = SGN_FORMAT_CAN_REMOVE | SGN_FORMAT_NO_TIMESTAMP,
  .probe = rdp_probe,
  .open = rdp_open,
  .close = rdp_close,
  .create_content = rdp_create_content,
  .get_content = rdp_get_content,
  .verify_content = rdp_verify_content,
  .get_signatures = rdp_get_signatures,
  .put_signatures = rdp_put_signatures,
  .find_anomalies = rdp_find_anomalies,
};
