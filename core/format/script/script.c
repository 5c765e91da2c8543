/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-script"

/* A signed script. Neither PowerShell nor the Windows Script Host documents the signature; this is
 * what SignTool writes.
 *
 *   byte order mark                  PowerShell: hashed as U+FEFF; others: not hashed
 *   text                             hashed as UTF-16LE, whatever the encoding of the file
 *   CR LF                            } the signature block, not hashed; here in the syntax of
 *   # SIG # Begin signature block    } .ps1. The lines hold base64 of the DER of ContentInfo,
 *   # MIIaBgYJKoZIhvcNAQcCoIIZ9...   } 64 characters each (PowerShell) or 44 (others).
 *   # SIG # End signature block      }
 *   CR LF                            }
 *   text                             PowerShell: refused; others: hashed (</job> in .wsf)
 *   -                                others: u32 index of the block in UTF-16 units, hashed last
 *
 * PowerShell and the script hosts (wscript, cscript) are chosen by the file name extension.
 * PowerShell accepts a block only at the end of the file; a block inside the text is text. The
 * script hosts take the last block wherever it is. Without a byte order mark, PowerShell 7 reads
 * UTF-8 and all others read the code page of the computer: a script that is not pure ASCII can
 * verify on one computer and fail on another. A finding therefore names the encoding that matched.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/writer.h"
#include "core/format/format.h"
#include "core/format/script/script-block.h"
#include "core/format/sip.h"

#define BOM 0xfeff

typedef struct {
  const ScriptFamily *family;
  EncodedText *text;
  ScriptBlock block;
} Script;

/* Windows decides by the name extension alone. */
static gboolean
script_probe (SgnInput *input)
{
  return sgn_script_family_find (sgn_input_get_name (input)) != NULL;
}

static void
script_close (gpointer self)
{
  Script *script = self;

  g_clear_pointer (&script->text, sgn_encoded_text_free);
  sgn_script_block_clear (&script->block);
  g_free (script);
}

static const char *
script_get_title (gpointer self)
{
  return ((Script *) self)->family->title;
}

/* PowerShell: U+FEFF if the file has a BOM, then the text before the block. Others: the text
 * without the block, then the position of the block. */
static GBytes *
compute_digest (const Script *script, SgnHash hash, TextEncoding encoding)
{
  const EncodedText *text = script->text;
  gsize length = sgn_encoded_text_get_length (text);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GByteArray) message = g_byte_array_new ();

  before = sgn_encoded_text_to_utf16 (text, 0, script->block.start, encoding);
  if (script->family->is_powershell) {
    if (text->bom_size > 0)
      sgn_writer_u16 (message, BOM);
    sgn_writer_bytes (message, before);
  } else {
    after = sgn_encoded_text_to_utf16 (text, script->block.end, length, encoding);
    sgn_writer_bytes (message, before);
    sgn_writer_bytes (message, after);
    /* Counted in UTF-16 units of the text before the block, without byte order mark. */
    sgn_writer_u32 (message, (guint32) (g_bytes_get_size (before) / 2));
  }
  return sgn_hash_data (hash, message->data, message->len);
}

static gboolean
check_signable (const Script *script, GError **error)
{
  const char *reason = NULL;

  /* SignTool refuses it, and nobody has seen a signature of such a file. */
  if (script->family->is_powershell && script->text->encoding == TEXT_UTF_16BE)
    reason = _ ("Windows does not sign PowerShell files in big-endian UTF-16");
  else if (!script->block.has_place)
    reason = _ ("there is no </job> to put the signature before");
  if (reason == NULL)
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE, reason);
  return FALSE;
}

static GBytes *
script_create_content (gpointer self,
                       const SgnContentOptions *options,
                       GCancellable *cancellable,
                       GError **error)
{
  const Script *script = self;
  g_autoptr (GBytes) digest = NULL;

  if (!check_signable (script, error))
    return NULL;
  digest = compute_digest (script, options->hash, script->text->encoding);
  return sgn_sip_encode (&script->family->sip, options->hash, digest);
}

static TextEncoding
get_other_encoding (const EncodedText *text)
{
  return text->encoding == TEXT_UTF_8 ? TEXT_WINDOWS_1252 : TEXT_UTF_8;
}

/* Text without BOM that is not plain ASCII was read in the code page of the computer that signed
 * it, which is not recorded. */
static gboolean
matches_otherwise (const Script *script, const SgnContentResult *result)
{
  const EncodedText *text = script->text;
  g_autoptr (GBytes) digest = NULL;

  if (text->bom_size > 0 || sgn_encoded_text_is_ascii (text))
    return FALSE;
  digest = compute_digest (script, result->hash, get_other_encoding (text));
  return g_bytes_equal (digest, result->stored);
}

/* Returns the encoding in which the digest matches. */
static TextEncoding
compare (const Script *script, SgnContentResult *result)
{
  if (!result->hash_known)
    return script->text->encoding;
  result->computed = compute_digest (script, result->hash, script->text->encoding);
  result->matches = g_bytes_equal (result->stored, result->computed);
  if (result->matches || !matches_otherwise (script, result))
    return script->text->encoding;
  g_bytes_unref (result->computed);
  result->computed = g_bytes_ref (result->stored);
  result->matches = TRUE;
  return get_other_encoding (script->text);
}

static void
tell_reading (const Script *script, TextEncoding encoding, SgnFindings *findings)
{
  if (script->text->bom_size == 0 && !sgn_encoded_text_is_ascii (script->text))
    sgn_findings_add (findings,
                      SGN_FINDING_READING,
                      SGN_SEVERITY_NOTE,
                      0,
                      0,
                      encoding == TEXT_UTF_8 ? "UTF-8" : "Windows-1252");
}

static gboolean
script_verify_content (gpointer self,
                       GBytes *content,
                       SgnContentResult *ret,
                       SgnFindings *findings,
                       GCancellable *cancellable,
                       GError **error)
{
  const Script *script = self;
  g_auto (SgnContentResult) result = { 0 };
  TextEncoding encoding;

  if (!sgn_sip_parse (content, &script->family->sip, &result, error))
    return FALSE;
  encoding = compare (script, &result);
  if (result.matches)
    tell_reading (script, encoding, findings);
  *ret = result;
  result = (SgnContentResult){ 0 };
  return TRUE;
}

/* Whether anything but white space follows the block. */
static gboolean
has_text_behind (const Script *script)
{
  gsize length = sgn_encoded_text_get_length (script->text);
  const char *narrow = g_bytes_get_data (script->text->narrow, NULL);

  for (gsize i = script->block.end; i < length; i++)
    if (!g_ascii_isspace (narrow[i]))
      return TRUE;
  return FALSE;
}

/* A block that is not at the end of the script, and does not match the text before it, was never
 * its signature: some scripts have such text in a string. */
static gboolean
is_text_of_script (const Script *script)
{
  g_autoptr (GBytes) content = NULL;
  g_auto (SgnContentResult) result = { 0 };

  if (script->block.der == NULL || !script->family->is_powershell || !has_text_behind (script))
    return FALSE;
  content = sgn_spc_find_content (script->block.der);
  if (content == NULL || !sgn_sip_parse (content, &script->family->sip, &result, NULL))
    return TRUE;
  compare (script, &result);
  return !result.matches;
}

static gboolean
read_script (Script *script, SgnInput *input, GError **error)
{
  g_autoptr (GBytes) file = NULL;

  if (sgn_input_get_size (input) > SGN_INPUT_MAX_BYTES) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_FILE_UNREADABLE,
                 _ ("a script may be at most %u MiB"),
                 (guint) (SGN_INPUT_MAX_BYTES / 1024 / 1024));
    return FALSE;
  }
  file = sgn_input_read_bytes (input, 0, sgn_input_get_size (input), error);
  if (file == NULL)
    return FALSE;
  script->text = sgn_encoded_text_new (file, script->family->fallback, error);
  if (script->text == NULL ||
      !sgn_script_block_find (script->text, script->family, &script->block, error))
    return FALSE;
  if (is_text_of_script (script))
    sgn_script_block_drop (script->text, script->family, &script->block);
  return TRUE;
}

static gpointer
script_open (SgnInput *input, GError **error)
{
  Script *script = g_new0 (Script, 1);

  script->family = sgn_script_family_find (sgn_input_get_name (input));
  if (read_script (script, input, error))
    return script;
  script_close (script);
  return NULL;
}

static GPtrArray *
script_get_signatures (gpointer self, GError **error)
{
  const Script *script = self;
  GPtrArray *signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (script->block.der != NULL)
    g_ptr_array_add (signatures, g_bytes_ref (script->block.der));
  return signatures;
}

static SgnPatch *
script_put_signatures (gpointer self, GPtrArray *signatures, GError **error)
{
  const Script *script = self;
  const EncodedText *text = script->text;
  g_autofree char *lines = NULL;
  g_autoptr (GBytes) block = NULL;
  SgnPatch *patch;

  if (signatures->len > 0) {
    if (!check_signable (script, error))
      return NULL;
    lines = sgn_script_block_format (script->family, g_ptr_array_index (signatures, 0));
    block = sgn_encoded_text_encode (text, lines);
  }
  patch = sgn_patch_new ();
  sgn_patch_replace (patch,
                     text->bom_size + script->block.start * text->unit_size,
                     (script->block.end - script->block.start) * text->unit_size,
                     block);
  return patch;
}

/* Text after the block is not hashed, so PowerShell refuses the file. */
static void
find_after_block (const Script *script, SgnFindings *ret)
{
  const EncodedText *text = script->text;
  gsize length = sgn_encoded_text_get_length (text);

  if (script->block.end < length)
    sgn_findings_add (ret,
                      SGN_FINDING_TRAILING_DATA,
                      has_text_behind (script) ? SGN_SEVERITY_CHANGED : SGN_SEVERITY_NOTE,
                      text->bom_size + script->block.end * text->unit_size,
                      (length - script->block.end) * text->unit_size,
                      NULL);
}

static void
script_find_anomalies (gpointer self, SgnFindings *ret)
{
  const Script *script = self;

  if (script->block.der == NULL)
    return;
  if (script->family->is_powershell)
    find_after_block (script, ret);
  if (script->block.bare_feeds)
    sgn_findings_add (ret, SGN_FINDING_LINE_ENDS, SGN_SEVERITY_CHANGED, 0, 0, NULL);
}

extern const SgnFormat sgn_format_script;
const SgnFormat sgn_format_script = {
  .id = "script",
  .title = N_ ("Script"),
  .icon_name = "utilities-terminal-symbolic",
  .extensions = sgn_script_extensions,
  .profile = SGN_PROFILE_AUTHENTICODE,
  .caps = SGN_FORMAT_CAN_NEST | SGN_FORMAT_CAN_REMOVE | SGN_FORMAT_REMOVE_IDENTICAL,
  .probe = script_probe,
  .open = script_open,
  .close = script_close,
  .get_title = script_get_title,
  .create_content = script_create_content,
  .verify_content = script_verify_content,
  .get_signatures = script_get_signatures,
  .put_signatures = script_put_signatures,
  .find_anomalies = script_find_anomalies,
};
