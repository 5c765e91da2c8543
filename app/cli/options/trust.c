/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/options/trust.h"

#include <string.h>

#include <glib/gi18n.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/verify/catalogs.h"
static struct {
  char **trust;
  gboolean no_system_trust;
} options;

static const GOptionEntry entries[] = {
  { "trust",
    0,
    0,
    G_OPTION_ARG_FILENAME_ARRAY,
    &options.trust,
    N_ ("Also trust the root certificates in this file or folder; may be repeated"),
    N_ ("PATH") },
  { "no-system-trust",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.no_system_trust,
    N_ ("Do not trust the root certificates of this computer"),
    NULL },
  { NULL },
};

const GOptionEntry *
sgn_trust_options_get_entries (void)
{
  return entries;
}

void
sgn_trust_options_add_places (SgnPlaces *places)
{
  sgn_places_read_folders (places, options.trust);
}

static void
add_system (SgnAnchors *anchors)
{
  g_autoptr (GError) error = NULL;

  if (!sgn_anchors_add_system (anchors, &error))
    g_printerr (_ ("The root certificates of this computer cannot be read: %s\n"), error->message);
}

/* Names the option and its value only once. */
static void
prefix (GError **error, const char *option, const char *path)
{
  g_autofree char *shown = sgn_text_display (path);
  g_autofree char *base = g_path_get_basename (shown);
  const char *const names[] = { shown, base };
  const char *reason = (*error)->message;
  char *message;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (reason, names[i]) && g_str_has_prefix (reason + strlen (names[i]), ": "))
      reason += strlen (names[i]) + 2;
  message = g_strdup_printf ("%s %s: %s", option, shown, reason);
  g_free ((*error)->message);
  (*error)->message = message;
}

SgnAnchors *
sgn_trust_options_load (GError **error)
{
  char **paths = options.trust;
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();

  if (!options.no_system_trust)
    add_system (anchors);
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++) {
    g_autoptr (GFile) path = g_file_new_for_path (paths[i]);

    if (!sgn_anchors_add_path (anchors, path, error)) {
      prefix (error, "--trust", paths[i]);
      return NULL;
    }
  }
  return g_steal_pointer (&anchors);
}

SgnRevocationLists *
sgn_trust_options_load_lists (char **paths, GError **error)
{
  g_autoptr (SgnRevocationLists) lists = sgn_revocation_lists_new ();

  for (guint i = 0; paths[i] != NULL; i++) {
    g_autoptr (GFile) path = g_file_new_for_path (paths[i]);

    if (!sgn_revocation_lists_add_path (lists, path, error)) {
      prefix (error, "--crl", paths[i]);
      return NULL;
    }
  }
  return g_steal_pointer (&lists);
}

static gboolean
add_catalogs (SgnCatalogs *catalogs,
              const char *name,
              const SgnVerifyOptions *verify,
              GError **error)
{
  g_autoptr (GFile) path = g_file_new_for_path (name);
  guint before = sgn_catalogs_get_reports (catalogs)->len;

  if (!sgn_verify_add_catalogs (catalogs, path, verify, NULL, error))
    return FALSE;
  if (sgn_catalogs_get_reports (catalogs)->len > before)
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, _ ("no security catalog found"));
  return FALSE;
}

SgnCatalogs *
sgn_trust_options_load_catalogs (char **paths, const SgnVerifyOptions *verify, GError **error)
{
  g_autoptr (SgnCatalogs) catalogs = sgn_catalogs_new ();

  for (guint i = 0; paths[i] != NULL; i++)
    if (!add_catalogs (catalogs, paths[i], verify, error)) {
      prefix (error, "--catalog", paths[i]);
      return NULL;
    }
  return g_steal_pointer (&catalogs);
}
