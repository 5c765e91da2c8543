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
  char *source;
  char **trust;
  char **lists;
  char **certificates;
  gboolean no_system_trust;
} options;

static const GOptionEntry list_entries[] = {
  { "trust-list",
    0,
    0,
    G_OPTION_ARG_FILENAME_ARRAY,
    &options.lists,
    N_ ("Use this trust list of Windows (.stl or .cab) instead of the one in force; may be "
        "repeated"),
    N_ ("FILE") },
  { NULL },
};

static const GOptionEntry entries[] = {
  { "trust-source",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.source,
    N_ ("Whose root certificates to trust: windows (default), system or none"),
    N_ ("SOURCE") },
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
    N_ ("The same as --trust-source=none"),
    NULL },
  { "certificates",
    0,
    0,
    G_OPTION_ARG_FILENAME_ARRAY,
    &options.certificates,
    N_ ("Certificates that may complete a chain, without being trusted; may be repeated"),
    N_ ("PATH") },
  { NULL },
};

const GOptionEntry *
sgn_trust_options_get_entries (void)
{
  return entries;
}

const GOptionEntry *
sgn_trust_options_get_list_entries (void)
{
  return list_entries;
}

void
sgn_trust_options_add_places (SgnPlaces *places)
{
  sgn_places_read_folders (places, options.trust);
  sgn_places_read_folders (places, options.lists);
  sgn_places_read_folders (places, options.certificates);
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

static gboolean
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FAILED, sentence);
  return FALSE;
}

static gboolean
get_source (SgnTrustSource *ret, GError **error)
{
  *ret = options.no_system_trust ? SGN_TRUST_NONE : SGN_TRUST_WINDOWS;
  if (options.source != NULL && !sgn_trust_source_from_id (options.source, ret))
    return fail (error, _ ("--trust-source is windows, system or none."));
  if (options.no_system_trust && *ret != SGN_TRUST_NONE)
    return fail (error, _ ("--no-system-trust and --trust-source exclude each other."));
  return TRUE;
}

static gboolean
add_paths (SgnAnchors *anchors, const char *option, char **paths, GError **error)
{
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++) {
    g_autoptr (GFile) path = g_file_new_for_path (paths[i]);

    if (!sgn_anchors_add_path (anchors, path, error)) {
      prefix (error, option, paths[i]);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
give_list (SgnTrustStore *store, const char *name, SgnTrustSource source, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (name);
  g_autoptr (SgnTrustList) list = sgn_trust_list_load (file, error);

  if (list == NULL) {
    prefix (error, "--trust-list", name);
    return FALSE;
  }
  if (list->kind == SGN_TRUST_LIST_ROOTS && source != SGN_TRUST_WINDOWS)
    return fail (error, _ ("--trust-list with a list of roots needs --trust-source=windows."));
  sgn_trust_store_give (store, list);
  return TRUE;
}

static gboolean
give_lists (SgnTrustStore *store, SgnTrustSource source, GError **error)
{
  for (guint i = 0; options.lists != NULL && options.lists[i] != NULL; i++)
    if (!give_list (store, options.lists[i], source, error))
      return FALSE;
  return TRUE;
}

SgnTrustStore *
sgn_trust_options_open_store (GError **error)
{
  g_autofree char *folder = sgn_trust_store_get_folder ();
  g_autoptr (SgnTrustStore) store = sgn_trust_store_open (folder);

  if (store->trouble != NULL)
    g_printerr (_ ("A downloaded trust list cannot be used: %s\n"), store->trouble->message);
  return give_lists (store, SGN_TRUST_WINDOWS, error) ? g_steal_pointer (&store) : NULL;
}

/* Roots that the distribution has may complete a chain to a root of a list that was given. */
static gboolean
add_known (SgnAnchors *anchors, SgnTrustStore *store, GError **error)
{
  g_autoptr (SgnAnchors) known = sgn_anchors_new ();

  if (options.certificates == NULL && options.lists == NULL)
    return TRUE;
  if (options.lists != NULL)
    sgn_anchors_add_system (known, NULL);
  if (!add_paths (known, "--certificates", options.certificates, error))
    return FALSE;
  if (store != NULL && store->known != NULL)
    sgn_anchors_set_known (known, store->known);
  sgn_anchors_set_known (anchors, known);
  return TRUE;
}

/* Without Windows' roots, only disallowed certificates that were given count. */
static gboolean
add_given (SgnAnchors *anchors, SgnTrustSource source, GError **error)
{
  g_autoptr (SgnTrustStore) store = sgn_trust_store_open (NULL);

  if (!give_lists (store, source, error))
    return FALSE;
  if (store->disallowed != NULL)
    sgn_anchors_set_disallowed (anchors, store->disallowed);
  return add_known (anchors, NULL, error);
}

static gboolean
add_windows (SgnAnchors *anchors, GError **error)
{
  g_autoptr (SgnTrustStore) store = sgn_trust_options_open_store (error);

  if (store == NULL)
    return FALSE;
  sgn_trust_store_apply (store, anchors);
  return add_known (anchors, store, error);
}

SgnAnchors *
sgn_trust_options_load (GError **error)
{
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  SgnTrustSource source;

  if (!get_source (&source, error))
    return NULL;
  if (source == SGN_TRUST_SYSTEM)
    add_system (anchors);
  if (!(source == SGN_TRUST_WINDOWS ? add_windows (anchors, error)
                                    : add_given (anchors, source, error)) ||
      !add_paths (anchors, "--trust", options.trust, error))
    return NULL;
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
