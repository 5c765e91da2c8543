/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-registry"

/* Reads the registration of modules with p11-kit, as pkcs11.conf(5) describes it. libp11-kit could
 * do it, but would load every module to list them. */

#include "config.h"

#include "core/token/module/registry.h"

#include <string.h>

#include "core/base/keyed-hash.h"

#define MAX_FILE    (64 * 1024) /* bytes */
#define MAX_MODULES 200

/* The settings in all files with the same name; the first file that has a setting wins
 * (pkcs11.conf(5)). */
typedef struct {
  char *name;
  GHashTable *settings;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_hash_table_unref (entry->settings);
  g_free (entry);
}

static void
parse_line (GHashTable *settings, char *line)
{
  char *colon;

  g_strstrip (line);
  colon = strchr (line, ':');
  if (line[0] == '#' || colon == NULL)
    return;
  *colon = '\0';
  g_hash_table_insert (settings, g_strdup (g_strchomp (line)), g_strdup (g_strstrip (colon + 1)));
}

/* NULL when there is no such file. */
static GHashTable *
read_settings (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GHashTable *settings;
  gsize size = 0;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) ||
      !g_file_get_contents (path, &text, &size, NULL) || size > MAX_FILE)
    return NULL;
  settings = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, g_free);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    parse_line (settings, lines[i]);
  return settings;
}

static void
add_missing (GHashTable *settings, GHashTable *more)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, more);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!g_hash_table_contains (settings, key))
      g_hash_table_insert (settings, g_strdup (key), g_strdup (value));
}

static void
add_entry (GPtrArray *entries, const char *name, GHashTable *settings)
{
  Entry *entry;

  for (guint i = 0; i < entries->len; i++) {
    entry = entries->pdata[i];
    if (!g_str_equal (entry->name, name))
      continue;
    add_missing (entry->settings, settings);
    g_hash_table_unref (settings);
    return;
  }
  entry = g_new0 (Entry, 1);
  entry->name = g_strdup (name);
  entry->settings = settings;
  g_ptr_array_add (entries, entry);
}

static void
read_folder (GPtrArray *entries, const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);
    GHashTable *settings;

    if (!g_str_has_suffix (name, ".module") || entries->len >= MAX_MODULES)
      continue;
    settings = read_settings (file);
    if (settings != NULL)
      add_entry (entries, name, settings);
  }
}

/* The user-config setting: "merge", "only" or "none". The user's own pkcs11.conf may also set it,
 * unless the system's forbids user configuration. (transfer full) */
static char *
read_user_mode (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (),
                                            "pkcs11",
                                            "pkcs11.conf",
                                            NULL);
  g_autoptr (GHashTable) system = read_settings (P11_SYSCONFDIR "/pkcs11/pkcs11.conf");
  g_autoptr (GHashTable) own = read_settings (path);
  const char *mode = system != NULL ? g_hash_table_lookup (system, "user-config") : NULL;
  const char *wish = own != NULL ? g_hash_table_lookup (own, "user-config") : NULL;

  if (wish != NULL && g_strcmp0 (mode, "none") != 0)
    mode = wish;
  return g_strdup (mode != NULL ? mode : "merge");
}

/* User files come first, because their settings take precedence over the system's. */
static void
read_folders (GPtrArray *entries)
{
  g_autofree char *own = g_build_filename (g_get_user_config_dir (), "pkcs11", "modules", NULL);
  g_autofree char *mode = read_user_mode ();

  if (!g_str_equal (mode, "none"))
    read_folder (entries, own);
  if (g_str_equal (mode, "only"))
    return;
  read_folder (entries, P11_SYSCONFDIR "/pkcs11/modules");
  read_folder (entries, P11_MODULE_CONFIGS);
}

static gboolean
contains_name (const char *list, const char *name)
{
  g_auto (GStrv) names = g_strsplit_set (list, ", \t", -1);

  return g_strv_contains ((const char *const *) names, name);
}

/* The subcommand is not part of the name: "signet-cli" for "signet-cli sign". (transfer full) */
static char *
get_program_name (void)
{
  const char *name = g_get_prgname () != NULL ? g_get_prgname () : "signet";

  return g_strndup (name, strcspn (name, " "));
}

static gboolean
is_enabled (GHashTable *settings)
{
  const char *enable = g_hash_table_lookup (settings, "enable-in");
  const char *disable = g_hash_table_lookup (settings, "disable-in");
  g_autofree char *name = get_program_name ();

  /* Holds roots, no keys. */
  if (g_strcmp0 (g_hash_table_lookup (settings, "trust-policy"), "yes") == 0)
    return FALSE;
  if (enable != NULL)
    return contains_name (enable, name);
  return disable == NULL || !contains_name (disable, name);
}

/* The same library with other parameters counts as a separate module, because each one runs in a
 * process of its own. p11-kit loads all modules into one process and skips the second. */
static gboolean
is_there (GPtrArray *modules, SgnTokenModule *module)
{
  for (guint i = 0; i < modules->len; i++)
    if (sgn_token_module_is_library (modules->pdata[i], sgn_token_module_get_path (module)) &&
        g_strcmp0 (sgn_token_module_get_parameters (modules->pdata[i]),
                   sgn_token_module_get_parameters (module)) == 0)
      return TRUE;
  return FALSE;
}

static const char *
get_setting (GHashTable *settings, const char *key)
{
  const char *value = g_hash_table_lookup (settings, key);

  return value != NULL && value[0] != '\0' ? value : NULL;
}

/* NULL when it names no module, or one that does not exist. */
static SgnTokenModule *
make_module (GHashTable *settings)
{
  const char *path = get_setting (settings, "module");
  const char *remote = get_setting (settings, "remote");
  g_autofree char *full = NULL;

  if (remote != NULL)
    return sgn_token_module_new_remote (remote, NULL, SGN_TOKEN_MODULE_REGISTERED);
  if (path == NULL)
    return NULL;
  full = g_path_is_absolute (path) ? g_strdup (path)
                                   : g_build_filename (P11_MODULE_PATH, path, NULL);
  /* The package was removed but its registration was left, which is not an error. */
  if (!g_file_test (full, G_FILE_TEST_EXISTS))
    return NULL;
  return sgn_token_module_new (full, NULL, SGN_TOKEN_MODULE_REGISTERED);
}

static void
add_module (GPtrArray *modules, GHashTable *settings)
{
  SgnTokenModule *module = make_module (settings);

  if (module == NULL)
    return;
  sgn_token_module_set_parameters (module, get_setting (settings, "x-init-reserved"));
  if (!sgn_token_module_is_remote (module) && is_there (modules, module))
    g_object_unref (module);
  else
    g_ptr_array_add (modules, module);
}

static gint64
get_priority (const Entry *entry)
{
  const char *text = g_hash_table_lookup (entry->settings, "priority");

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

/* Higher priority first, then by name, as p11-kit orders them. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = *(const Entry *const *) a;
  const Entry *second = *(const Entry *const *) b;

  if (get_priority (first) != get_priority (second))
    return get_priority (first) > get_priority (second) ? -1 : 1;
  return strcmp (first->name, second->name);
}

void
sgn_registry_add_modules (GPtrArray *modules)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);

  read_folders (entries);
  g_ptr_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++) {
    Entry *entry = entries->pdata[i];

    if (is_enabled (entry->settings))
      add_module (modules, entry->settings);
  }
}
