/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-discovery"

/* Which modules there are: those that an administrator registered, and those that lie where their
 * makers install them. The latter are only listed, not run, until the user allows it. */

#include "config.h"

#include "core/token/module/discovery.h"

#include "core/token/module/gate.h"
#include "core/token/module/known.h"
#include "core/token/module/registry.h"

static void
add_remote (GPtrArray *modules, const char *address, const char *title)
{
  g_ptr_array_add (modules,
                   sgn_token_module_new_remote (address, title, SGN_TOKEN_MODULE_REGISTERED));
}

/* A Flatpak cannot see the modules of the host system, but the host's p11-kit may serve them. */
static void
add_inherited (GPtrArray *modules)
{
  const char *address = sgn_tokens_get_inherited_address ();
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "p11-kit", "pkcs11", NULL);
  g_autofree char *host = g_strconcat ("unix:path=", path, NULL);

  /* A token forwarded from another computer, with ssh for example. */
  if (address != NULL)
    add_remote (modules, address, NULL);
  else if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) &&
           g_file_test (path, G_FILE_TEST_EXISTS))
    add_remote (modules, host, "p11-kit");
}

static void
add_known (GPtrArray *modules)
{
  g_autoptr (GPtrArray) paths = sgn_known_modules_find ();

  for (guint i = 0; i < paths->len; i++) {
    const char *path = paths->pdata[i];

    if (!sgn_token_modules_contain (modules, path))
      g_ptr_array_add (modules, sgn_token_module_new (path, NULL, SGN_TOKEN_MODULE_FOUND));
  }
}

GPtrArray *
sgn_token_modules_discover (void)
{
  GPtrArray *modules = g_ptr_array_new_with_free_func (g_object_unref);

  add_inherited (modules);
  sgn_registry_add_modules (modules);
  add_known (modules);
  return modules;
}
