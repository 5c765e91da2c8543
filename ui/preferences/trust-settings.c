/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/preferences/trust-settings.h"

#include "core/trust-lists/store.h"

#define KEY "trust-paths"

SgnAnchors *
sgn_trust_settings_create_anchors (GSettings *settings)
{
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  g_auto (GStrv) paths = g_settings_get_strv (settings, KEY);
  g_autofree char *folder = sgn_trust_store_get_folder ();
  g_autoptr (SgnTrustStore) store = sgn_trust_store_open (folder);

  if (store->trouble != NULL)
    g_debug ("%s", store->trouble->message);
  sgn_trust_store_apply (store, anchors);
  for (guint i = 0; paths[i] != NULL; i++) {
    g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
    g_autoptr (GError) error = NULL;

    if (!sgn_anchors_add_path (anchors, file, &error))
      g_debug ("%s", error->message);
  }
  return g_steal_pointer (&anchors);
}

gboolean
sgn_trust_settings_add (GSettings *settings, GFile *path, GError **error)
{
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = g_settings_get_strv (settings, KEY);
  g_auto (GStrv) more = NULL;

  if (!sgn_anchors_add_path (anchors, path, error))
    return FALSE;
  if (g_file_peek_path (path) == NULL)
    return FALSE;
  if (g_strv_contains ((const char *const *) paths, g_file_peek_path (path)))
    return FALSE;
  g_strv_builder_addv (builder, (const char **) paths);
  g_strv_builder_add (builder, g_file_peek_path (path));
  more = g_strv_builder_end (builder);
  return g_settings_set_strv (settings, KEY, (const char *const *) more);
}

void
sgn_trust_settings_remove (GSettings *settings, const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = g_settings_get_strv (settings, KEY);
  g_auto (GStrv) fewer = NULL;

  for (guint i = 0; paths[i] != NULL; i++)
    if (!g_str_equal (paths[i], path))
      g_strv_builder_add (builder, paths[i]);
  fewer = g_strv_builder_end (builder);
  g_settings_set_strv (settings, KEY, (const char *const *) fewer);
}
