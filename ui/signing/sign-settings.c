/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/signing/sign-settings.h"

#include <glib/gi18n-lib.h>

#include "core/timestamp/servers.h"
#include "ui/signing/server-choice.h"

#define BACKUP_SUFFIX ".orig"

SgnExisting
sgn_sign_settings_get_existing (GSettings *settings)
{
  g_autofree char *id = g_settings_get_string (settings, "existing");
  SgnExisting existing = SGN_EXISTING_SKIP_VALID;

  sgn_existing_from_id (id, &existing);
  return existing;
}

GPtrArray *
sgn_sign_settings_get_servers (GSettings *settings)
{
  g_autofree char *choice = g_settings_get_string (settings, "timestamp-server");
  g_autoptr (GPtrArray) servers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  SgnTimestampServer *server;

  if (g_str_equal (choice, "none"))
    return g_steal_pointer (&servers);
  if (g_str_equal (choice, "auto"))
    return sgn_server_choices_get_automatic (settings);
  server = sgn_timestamp_server_for_uri (choice, &error);
  if (server == NULL) {
    g_debug ("not the address of a server: %s", error->message);
    return sgn_server_choices_get_automatic (settings);
  }
  g_ptr_array_add (servers, server);
  return g_steal_pointer (&servers);
}

static char *
dup_text (GSettings *settings, const char *key)
{
  g_autofree char *text = g_strstrip (g_settings_get_string (settings, key));

  return text[0] != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
set_output (SgnSignRequest *request, GSettings *settings)
{
  g_autofree char *mode = g_settings_get_string (settings, "output-mode");
  g_autofree char *folder = dup_text (settings, "output-folder");

  if (g_str_equal (mode, "folder") && folder != NULL) {
    request->output = g_file_parse_name (folder);
    request->output_is_folder = TRUE;
    request->overwrite = g_settings_get_boolean (settings, "overwrite");
  } else if (g_settings_get_boolean (settings, "backup")) {
    request->backup_suffix = g_strdup (BACKUP_SUFFIX);
  }
}

SgnSignRequest *
sgn_sign_settings_create_request (GSettings *settings, SgnIdentity *identity, SgnAnchors *anchors)
{
  SgnSignRequest *request = sgn_sign_request_new (identity, anchors);
  g_autofree char *digest = g_settings_get_string (settings, "digest");

  if (g_str_equal (digest, "sha384"))
    request->hash = SGN_HASH_SHA384;
  else if (g_str_equal (digest, "sha512"))
    request->hash = SGN_HASH_SHA512;
  request->program_name = dup_text (settings, "description");
  request->program_url = dup_text (settings, "url");
  g_ptr_array_unref (request->timestamp_servers);
  request->timestamp_servers = sgn_sign_settings_get_servers (settings);
  request->existing = sgn_sign_settings_get_existing (settings);
  request->page_hashes = g_settings_get_boolean (settings, "page-hashes");
  request->deep = g_settings_get_boolean (settings, "deep");
  request->keep_original = TRUE;
  set_output (request, settings);
  return request;
}

char *
sgn_sign_settings_describe_server (GSettings *settings)
{
  g_autofree char *choice = g_settings_get_string (settings, "timestamp-server");
  g_autoptr (SgnTimestampServer) server = NULL;

  if (g_str_equal (choice, "none"))
    return g_strdup (_ ("Timestamp: none"));
  if (!g_str_equal (choice, "auto"))
    server = sgn_timestamp_server_for_uri (choice, NULL);
  if (server == NULL)
    return g_strdup (_ ("Timestamp: automatic"));
  /* Translators: the name of a timestamp server */
  return g_strdup_printf (_ ("Timestamp: %s"), sgn_timestamp_server_get_name (server));
}
