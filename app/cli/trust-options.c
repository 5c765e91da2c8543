/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/trust-options.h"

#include <glib/gi18n.h>

static void
add_system (SgnAnchors *anchors)
{
  g_autoptr (GError) error = NULL;

  if (!sgn_anchors_add_system (anchors, &error))
    g_printerr (_ ("The certificates this computer trusts cannot be read: %s\n"), error->message);
}

SgnAnchors *
sgn_trust_options_load (char **paths, gboolean system, GError **error)
{
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();

  if (system)
    add_system (anchors);
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++) {
    g_autoptr (GFile) path = g_file_new_for_commandline_arg (paths[i]);

    if (!sgn_anchors_add_path (anchors, path, error)) {
      g_prefix_error (error, "--trust %s: ", paths[i]);
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
    g_autoptr (GFile) path = g_file_new_for_commandline_arg (paths[i]);

    if (!sgn_revocation_lists_add_path (lists, path, error)) {
      g_prefix_error (error, "--crl %s: ", paths[i]);
      return NULL;
    }
  }
  return g_steal_pointer (&lists);
}
