/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-known-modules"

/* The shipped list of modules (token-modules.json): their names, and where vendors install
 * them. */

#include "config.h"

#include "core/token/module/known.h"

#include <glob.h>
#include <json-glib/json-glib.h>

#include "core/base/text.h"

/* Directories in which libraries named without a path are searched; patterns as in glob(7). */
static const char *const folders[] = {
  P11_MODULE_PATH,           "/usr/lib/*-linux-gnu*",
  "/usr/lib64/pkcs11",       "/usr/lib64",
  "/usr/lib/pkcs11",         "/usr/lib",
  "/usr/lib/softhsm",        "/usr/lib/*-linux-gnu*/softhsm",
  "/usr/lib64/opencryptoki", "/usr/lib/opencryptoki",
  "/usr/local/lib",          "/usr/local/lib/pkcs11",
};

static gpointer
load_list (gpointer unused)
{
  const char *datadir = g_getenv ("SIGNET_DATADIR");
  g_autofree char *path = g_build_filename (datadir != NULL ? datadir : PKGDATADIR,
                                            "token-modules.json",
                                            NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  /* Without the list only registered modules are found. */
  if (!json_parser_load_from_file (parser, path, NULL) ||
      !JSON_NODE_HOLDS_ARRAY (json_parser_get_root (parser)))
    return json_array_new ();
  return json_array_ref (json_node_get_array (json_parser_get_root (parser)));
}

static JsonArray *
get_list (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_list, NULL);
}

static gboolean
matches_file (JsonObject *entry, const char *name)
{
  JsonArray *files = json_object_get_array_member (entry, "files");

  for (guint i = 0; i < json_array_get_length (files); i++) {
    g_autofree char *pattern = g_path_get_basename (json_array_get_string_element (files, i));

    if (g_pattern_match_simple (pattern, name))
      return TRUE;
  }
  return FALSE;
}

char *
sgn_known_modules_get_title (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  JsonArray *list = get_list ();

  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *entry = json_array_get_object_element (list, i);

    if (matches_file (entry, base))
      return g_strdup (json_object_get_string_member (entry, "title"));
  }
  return sgn_text_display (base);
}

static void
add_pattern (GPtrArray *paths, const char *pattern)
{
  glob_t found = { 0 };

  if (glob (pattern, GLOB_TILDE, NULL, &found) == 0) {
    for (gsize i = 0; i < found.gl_pathc; i++)
      g_ptr_array_add (paths, g_strdup (found.gl_pathv[i]));
  }
  globfree (&found);
}

static void
add_file (GPtrArray *paths, const char *file)
{
  /* Only patterns without a folder are searched for. */
  if (file[0] == '/' || file[0] == '~') {
    add_pattern (paths, file);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *pattern = g_build_filename (folders[i], file, NULL);

    add_pattern (paths, pattern);
  }
}

GPtrArray *
sgn_known_modules_find (void)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  JsonArray *list = get_list ();

  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *entry = json_array_get_object_element (list, i);
    JsonArray *files = json_object_get_array_member (entry, "files");

    for (guint j = 0; j < json_array_get_length (files); j++)
      add_file (paths, json_array_get_string_element (files, j));
  }
  return paths;
}
