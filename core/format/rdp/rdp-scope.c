/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-rdp"

/* Which lines of a remote desktop file are signed, and which of the others matter. What programs
 * read differently is a finding. */

#include "config.h"

#include "core/format/rdp/rdp-settings.h"

#include <string.h>

#include "core/base/text.h"
#include "core/base/writer.h"

#define ADDRESS   "full address"
#define ALTERNATE "alternate full address"

/* The settings that rdpsign signs, in its order and with its names in SignScope; in lower case
 * these are the names of the settings. */
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

/* Settings that rdpsign does not sign although they decide who connects, by which way, or what the
 * remote computer can see and hear; in lower case. */
static const char *const sensitive_names[] = {
  "username",
  "domain",
  "gatewayaccesstoken",
  "camerastoredirect",
  "usbdevicestoredirect",
  "audiocapturemode",
  "redirectlocation",
  "redirectwebauthn",
  "enablerdsaadauth",
  "targetisaadjoined",
  "resourceprovider",
  "armpath",
  "aadtenantid",
  "diagnosticserviceurl",
  "hubdiscoverygeourl",
  "wvd endpoint pool",
  "workspaceid",
  "connect to console",
  "administrative session",
  "disableremoteappcapscheck",
  NULL,
};

/* mstsc prefers "alternate full address". If it is absent, somebody could add it to the signed file
 * and lead the connection elsewhere; so rdpsign adds it, and signs it with the same value. */
char *
sgn_rdp_settings_get_missing (const RdpSettings *self)
{
  const RdpLine *address = sgn_rdp_settings_find (self, ADDRESS);

  if (address == NULL || sgn_rdp_settings_find (self, ALTERNATE) != NULL)
    return NULL;
  return g_strdup_printf (ALTERNATE ":s:%s", sgn_rdp_line_get_value (address));
}

/* The line of a name in the scope; @missing is used if there is no line "alternate full
 * address". */
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

/* The names in a scope, in lower case and in order; NULL if one occurs twice. (transfer full) */
static GPtrArray *
split_scope (const char *scope, GTree **ret)
{
  const char *type = strchr (scope, ':');
  const char *value = type != NULL ? strchr (type + 1, ':') : NULL;
  g_auto (GStrv) names = g_strsplit (value != NULL ? value + 1 : "", ",", -1);
  g_autoptr (GPtrArray) lower = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GTree) set = sgn_rdp_names_new ();

  for (gsize i = 0; names[i] != NULL; i++) {
    g_ptr_array_add (lower, g_ascii_strdown (names[i], -1));
    /* A name that occurs twice would be hashed twice, but read once. */
    if (g_tree_lookup (set, lower->pdata[i]) != NULL)
      return NULL;
    g_tree_insert (set, lower->pdata[i], lower->pdata[i]);
  }
  if (ret != NULL)
    *ret = g_steal_pointer (&set);
  return g_steal_pointer (&lower);
}

GBytes *
sgn_rdp_settings_get_message (const RdpSettings *self, const char *scope, const char *missing)
{
  g_autoptr (GPtrArray) names = split_scope (scope, NULL);
  g_autoptr (GString) message = g_string_new (NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) utf16 = NULL;

  for (guint i = 0; names != NULL && i < names->len; i++) {
    const char *line = get_line (self, names->pdata[i], missing);

    if (line == NULL)
      return NULL;
    g_string_append_printf (message, "%s\r\n", line);
  }
  if (names == NULL)
    return NULL;
  g_string_append_printf (message, "%s\r\n", scope);
  utf16 = sgn_text_to_utf16 (message->str, FALSE);
  sgn_writer_bytes (bytes, utf16);
  /* The text is hashed as a C string with its end. */
  sgn_writer_u16 (bytes, 0);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
is_signed_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signed_names); i++)
    if (g_ascii_strcasecmp (signed_names[i], name) == 0)
      return TRUE;
  return FALSE;
}

/* Characters that only some programs take for the end of a line or that are invisible; and the
 * replacement character, which stands for any unpaired surrogate, so that different texts would
 * have one digest. */
static gboolean
is_unclear (gunichar character)
{
  return (g_unichar_iscntrl (character) && character != '\t') || character == 0x2028 ||
         character == 0x2029 || character == 0xfffd;
}

static gboolean
is_clear (const char *text)
{
  while (*text != '\0' && !is_unclear (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return *text == '\0';
}

/* FreeRDP takes any line that begins with "/" for an option. */
static gboolean
is_name (const char *name)
{
  if (name[0] == '\0' || name[0] == '/')
    return FALSE;
  for (gsize i = 0; name[i] != '\0'; i++)
    if (!g_ascii_isprint (name[i]))
      return FALSE;
  return TRUE;
}

/* "name:type:value", or an empty line. */
static gboolean
is_setting (const RdpLine *line)
{
  const char *type = strchr (line->text, ':');

  if (line->text[strspn (line->text, " \t")] == '\0')
    return TRUE;
  return is_name (line->name) && type != NULL && type[1] != '\0' &&
         strchr ("isb", type[1]) != NULL && type[2] == ':' && is_clear (line->text);
}

/* Only some programs end a line at a CR without LF. */
static gboolean
ends_strangely (const RdpSettings *self, const RdpLine *line)
{
  const char *narrow = g_bytes_get_data (self->text->narrow, NULL);

  return narrow[line->end - 1] == '\r';
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

static gboolean
is_double (const RdpSettings *self, const RdpLine *line)
{
  return line->name[0] != '\0' && sgn_rdp_settings_find (self, line->name) != line;
}

gboolean
sgn_rdp_settings_are_clear (const RdpSettings *self)
{
  for (guint i = 0; i < self->lines->len; i++) {
    const RdpLine *line = self->lines->pdata[i];

    if (!sgn_rdp_line_is_of_signature (line) &&
        (!is_setting (line) || ends_strangely (self, line) || is_double (self, line)))
      return FALSE;
  }
  return TRUE;
}

static void
look_at_line (const RdpSettings *self, const RdpLine *line, GTree *scope, SgnFindings *ret)
{
  gboolean in_scope = g_tree_lookup (scope, line->name) != NULL;

  /* A setting of the list that was added after signing: mstsc uses it, and the signature still
   * holds. */
  if (is_signed_name (line->name) && !in_scope)
    add_finding (self, line, SGN_FINDING_UNSIGNED_ENTRY, SGN_SEVERITY_CHANGED, ret);
  else if (!is_setting (line) || ends_strangely (self, line))
    add_finding (self, line, SGN_FINDING_GAP_DATA, SGN_SEVERITY_ADDED, ret);
  else if (is_double (self, line))
    add_finding (self, line, SGN_FINDING_DUPLICATE_ENTRY, SGN_SEVERITY_CHANGED, ret);
  else if (g_strv_contains (sensitive_names, line->name) && !in_scope)
    add_finding (self, line, SGN_FINDING_UNSIGNED_ENTRY, SGN_SEVERITY_NOTE, ret);
}

void
sgn_rdp_settings_find_anomalies (const RdpSettings *self, SgnFindings *ret)
{
  const RdpLine *line = sgn_rdp_settings_find (self, "signscope");
  g_autoptr (GTree) scope = NULL;
  g_autoptr (GPtrArray) names = split_scope (line != NULL ? line->text : "", &scope);

  for (guint i = 0; names != NULL && i < self->lines->len; i++)
    look_at_line (self, self->lines->pdata[i], scope, ret);
}
