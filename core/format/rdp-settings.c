/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-rdp"

#include "config.h"

#include "core/format/rdp-settings.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/writer.h"

#define MAX_LINES 10000

#define ADDRESS   "full address"
#define ALTERNATE "alternate full address"

/* What rdpsign signs, under its names in SignScope and in this order; in lower case they are the
 * names of the settings. */
static const char *const signed_names[] = {
  "Full Address",
  "Alternate Full Address",
  "PCB",
  "Use Redirection Server Name",
  "Server Port",
  "Negotiate Security Layer",
  "EnableCredSspSupport",
  "DisableConnectionSharing",
  "AutoReconnection Enabled",
  "GatewayHostname",
  "GatewayUsageMethod",
  "GatewayProfileUsageMethod",
  "GatewayCredentialsSource",
  "Support URL",
  "PromptCredentialOnce",
  "Require pre-authentication",
  "Pre-authentication server address",
  "Alternate Shell",
  "Shell Working Directory",
  "RemoteApplicationProgram",
  "RemoteApplicationExpandWorkingdir",
  "RemoteApplicationMode",
  "RemoteApplicationGuid",
  "RemoteApplicationName",
  "RemoteApplicationIcon",
  "RemoteApplicationFile",
  "RemoteApplicationFileExtensions",
  "RemoteApplicationCmdLine",
  "RemoteApplicationExpandCmdLine",
  "Prompt For Credentials",
  "Authentication Level",
  "AudioMode",
  "RedirectDrives",
  "RedirectPrinters",
  "RedirectCOMPorts",
  "RedirectSmartCards",
  "RedirectPOSDevices",
  "RedirectClipboard",
  "DevicesToRedirect",
  "DrivesToRedirect",
  "LoadBalanceInfo",
  "RedirectDirectX",
  "RDGIsKDCProxy",
  "KDCProxyName",
  "EventLogUploadAddress",
};

static void
line_free (gpointer data)
{
  RdpLine *line = data;

  g_free (line->text);
  g_free (line->name);
  g_free (line);
}

static char *
get_name (const char *text)
{
  const char *colon = strchr (text, ':');
  g_autofree char *name = g_strndup (text, colon != NULL ? (gsize) (colon - text) : strlen (text));

  return g_ascii_strdown (g_strstrip (name), -1);
}

static void
add_line (RdpSettings *self, gsize start, gsize length, gsize end)
{
  g_autoptr (GBytes)
      utf16 = sgn_encoded_text_to_utf16 (self->text, start, start + length, self->text->encoding);
  RdpLine *line = g_new0 (RdpLine, 1);

  line->start = start;
  line->end = end;
  line->text = sgn_text_from_utf16 (g_bytes_get_data (utf16, NULL),
                                    g_bytes_get_size (utf16),
                                    FALSE);
  line->name = get_name (line->text);
  g_ptr_array_add (self->lines, line);
}

static void
split (RdpSettings *self)
{
  gsize length;
  const char *narrow = g_bytes_get_data (self->text->narrow, &length);

  for (gsize start = 0; start < length && self->lines->len < MAX_LINES;) {
    const char *feed = memchr (&narrow[start], '\n', length - start);
    gsize end = feed != NULL ? (gsize) (feed - narrow) + 1 : length;
    gsize size = end - start - (feed != NULL ? 1 : 0);

    if (size > 0 && narrow[start + size - 1] == '\r')
      size--;
    add_line (self, start, size, end);
    start = end;
  }
}

static gboolean
has_nul (const EncodedText *text)
{
  gsize length;
  const char *narrow = g_bytes_get_data (text->narrow, &length);

  return length > 0 && memchr (narrow, '\0', length) != NULL;
}

RdpSettings *
sgn_rdp_settings_new (GBytes *file, GError **error)
{
  RdpSettings *self;
  EncodedText *text = sgn_encoded_text_new (file, TEXT_UTF_8, error);

  if (text == NULL)
    return NULL;
  self = g_new0 (RdpSettings, 1);
  self->text = text;
  self->lines = g_ptr_array_new_with_free_func (line_free);
  if (!has_nul (text)) {
    split (self);
    return self;
  }
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_FILE_DAMAGED,
                       _ ("the text is in UTF-16 without a byte order mark, or no text"));
  sgn_rdp_settings_free (self);
  return NULL;
}

void
sgn_rdp_settings_free (RdpSettings *self)
{
  sgn_encoded_text_free (self->text);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

const RdpLine *
sgn_rdp_settings_find (const RdpSettings *self, const char *name)
{
  for (guint i = 0; i < self->lines->len; i++) {
    const RdpLine *line = g_ptr_array_index (self->lines, i);

    if (g_str_equal (line->name, name))
      return line;
  }
  return NULL;
}

const char *
sgn_rdp_line_get_value (const RdpLine *self)
{
  const char *type = strchr (self->text, ':');
  const char *value = type != NULL ? strchr (type + 1, ':') : NULL;

  return value != NULL ? value + 1 : "";
}

char *
sgn_rdp_settings_get_missing (const RdpSettings *self)
{
  const RdpLine *address = sgn_rdp_settings_find (self, ADDRESS);

  if (address == NULL || sgn_rdp_settings_find (self, ALTERNATE) != NULL)
    return NULL;
  return g_strdup_printf (ALTERNATE ":s:%s", sgn_rdp_line_get_value (address));
}

/* The line of a name in the scope; @missing stands for its own. */
static const char *
get_line (const RdpSettings *self, const char *name, const char *missing)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const RdpLine *line = sgn_rdp_settings_find (self, lower);

  if (line != NULL)
    return line->text;
  return g_str_equal (lower, ALTERNATE) ? missing : NULL;
}

char *
sgn_rdp_settings_get_scope (const RdpSettings *self, const char *missing)
{
  GString *scope = g_string_new ("signscope:s:");
  const char *comma = "";

  for (gsize i = 0; i < G_N_ELEMENTS (signed_names); i++) {
    if (get_line (self, signed_names[i], missing) == NULL)
      continue;
    g_string_append_printf (scope, "%s%s", comma, signed_names[i]);
    comma = ",";
  }
  return g_string_free (scope, FALSE);
}

static char **
split_scope (const char *scope)
{
  const char *type = strchr (scope, ':');
  const char *value = type != NULL ? strchr (type + 1, ':') : NULL;

  return g_strsplit (value != NULL ? value + 1 : "", ",", -1);
}

GBytes *
sgn_rdp_settings_get_message (const RdpSettings *self, const char *scope, const char *missing)
{
  g_auto (GStrv) names = split_scope (scope);
  g_autoptr (GString) message = g_string_new (NULL);
  GByteArray *octets = g_byte_array_new ();
  g_autoptr (GBytes) utf16 = NULL;

  for (gsize i = 0; names[i] != NULL; i++) {
    const char *line = get_line (self, names[i], missing);

    if (line == NULL) {
      g_byte_array_unref (octets);
      return NULL;
    }
    g_string_append_printf (message, "%s\r\n", line);
  }
  g_string_append_printf (message, "%s\r\n", scope);
  utf16 = sgn_text_to_utf16 (message->str, FALSE);
  sgn_writer_bytes (octets, utf16);
  sgn_writer_u16 (octets, 0);
  return g_byte_array_free_to_bytes (octets);
}

static gboolean
is_signed_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signed_names); i++)
    if (g_ascii_strcasecmp (signed_names[i], name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_in_scope (char **names, const char *name)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      return TRUE;
  return FALSE;
}

/* "name:type:value", or nothing at all. */
static gboolean
is_setting (const RdpLine *line)
{
  const char *type = strchr (line->text, ':');

  if (line->name[0] == '\0')
    return line->text[strspn (line->text, " \t")] == '\0';
  return type != NULL && type[1] != '\0' && type[2] == ':';
}

static void
add_finding (const RdpSettings *self,
             const RdpLine *line,
             SgnFindingCode code,
             SgnSeverity severity,
             SgnFindings *ret)
{
  sgn_findings_add (ret,
                    code,
                    severity,
                    self->text->bom_size + line->start * self->text->unit_size,
                    (line->end - line->start) * self->text->unit_size,
                    line->name);
}

void
sgn_rdp_settings_find_anomalies (const RdpSettings *self, SgnFindings *ret)
{
  const RdpLine *scope = sgn_rdp_settings_find (self, "signscope");
  g_auto (GStrv) names = split_scope (scope != NULL ? scope->text : "");

  for (guint i = 0; i < self->lines->len; i++) {
    const RdpLine *line = g_ptr_array_index (self->lines, i);

    if (is_signed_name (line->name) && !is_in_scope (names, line->name))
      add_finding (self, line, SGN_FINDING_UNSIGNED_ENTRY, SGN_SEVERITY_CHANGED, ret);
    else if (!is_setting (line))
      add_finding (self, line, SGN_FINDING_GAP_DATA, SGN_SEVERITY_ADDED, ret);
    else if (line->name[0] != '\0' && sgn_rdp_settings_find (self, line->name) != line)
      add_finding (self, line, SGN_FINDING_DUPLICATE_ENTRY, SGN_SEVERITY_CHANGED, ret);
  }
}
