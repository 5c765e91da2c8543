/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/options/token.h"

#include <glib/gi18n.h>

#include "core/base/error.h"
#include "core/identity/read/source.h"
#include "core/token/module/discovery.h"
#include "core/token/module/turn.h"
#include "core/token/session/session.h"
#include "core/words/phrases.h"

static struct {
  char *token;
  char **modules;
  gboolean last_try;
  gboolean wait;
  int timeout;
  SgnTokenSession *session;
} options;

static const GOptionEntry module_entries[] = {
  { "module",
    0,
    0,
    G_OPTION_ARG_FILENAME_ARRAY,
    &options.modules,
    N_ ("Use this PKCS#11 module instead of the registered ones; may be repeated"),
    N_ ("FILE") },
  { "token-timeout",
    0,
    0,
    G_OPTION_ARG_INT,
    &options.timeout,
    N_ ("Time limit for a response of a module (default: 20)"),
    N_ ("SECONDS") },
  { NULL },
};

static const GOptionEntry entries[] = {
  { "token",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.token,
    N_ ("Key on a token: a “pkcs11:” address, a serial number or a label"),
    N_ ("TOKEN") },
  { "last-try",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.last_try,
    N_ ("Use the PIN even if a wrong one would block the token"),
    NULL },
  { "token-wait",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.wait,
    N_ ("Wait if the token is removed while signing"),
    NULL },
  { NULL },
};

static const GOptionEntry place_entries[] = {
  { "token",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.token,
    N_ ("The token: a “pkcs11:” address, a serial number or a label"),
    N_ ("TOKEN") },
  { "last-try",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.last_try,
    N_ ("Use the PIN even if a wrong one would block the token"),
    NULL },
  { NULL },
};

const GOptionEntry *
sgn_token_options_get_entries (void)
{
  return entries;
}

const GOptionEntry *
sgn_token_options_get_place_entries (void)
{
  return place_entries;
}

const GOptionEntry *
sgn_token_options_get_module_entries (void)
{
  return module_entries;
}

gboolean
sgn_token_options_are_given (void)
{
  return options.token != NULL;
}

gboolean
sgn_token_options_names_modules (void)
{
  return options.modules != NULL;
}

gboolean
sgn_token_options_allow_last_try (void)
{
  return options.last_try;
}

/* Also accepts a remote address as in pkcs11.conf(5). */
static SgnTokenModule *
make_module (const char *name)
{
  if (name[0] == '|' || g_str_has_prefix (name, "unix:") || g_str_has_prefix (name, "vsock:"))
    return sgn_token_module_new_remote (name, NULL, SGN_TOKEN_MODULE_ADDED);
  return sgn_token_module_new (name, NULL, SGN_TOKEN_MODULE_ADDED);
}

static GPtrArray *
list_given (void)
{
  GPtrArray *modules = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; options.modules[i] != NULL; i++)
    g_ptr_array_add (modules, make_module (options.modules[i]));
  return modules;
}

static void
on_turn (void)
{
  g_printerr ("%s\n", _ ("Waiting for another program that uses the token."));
}

GPtrArray *
sgn_token_options_get_modules (gboolean found)
{
  GPtrArray *modules = options.modules != NULL ? list_given () : sgn_token_modules_discover ();

  sgn_token_turn_set_notice (on_turn);
  for (guint i = modules->len; i > 0; i--) {
    SgnTokenModule *module = modules->pdata[i - 1];

    if (!found && sgn_token_module_get_origin (module) == SGN_TOKEN_MODULE_FOUND)
      g_ptr_array_remove_index (modules, i - 1);
    else if (options.timeout > 0)
      sgn_token_module_set_timeout (module, (guint) options.timeout * 1000);
  }
  return modules;
}

static void
on_notice (SgnTokenNotice notice, SgnToken *token, gpointer unused)
{
  g_autofree char *text = sgn_phrase_token_notice (notice, token);

  if (text != NULL)
    g_printerr ("%s\n", text);
}

static GPtrArray *
load_chain (GPtrArray *files, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < files->len; i++) {
    g_autoptr (GPtrArray) more = sgn_certificates_load (files->pdata[i], error);

    if (more == NULL)
      return NULL;
    for (guint j = 0; j < more->len; j++)
      g_ptr_array_add (list, g_object_ref (more->pdata[j]));
  }
  return g_steal_pointer (&list);
}

/* The first certificate in the file belongs to the key; the others are its chain. */
static gboolean
load_certificates (GFile *certificate, GPtrArray *files, SgnTokenChoice *choice, GError **error)
{
  g_autoptr (GPtrArray) own = NULL;

  choice->others = load_chain (files, error);
  if (choice->others == NULL || certificate == NULL)
    return choice->others != NULL;
  own = sgn_certificates_load (certificate, error);
  if (own == NULL)
    return FALSE;
  choice->certificate = g_object_ref (own->pdata[0]);
  for (guint i = 1; i < own->len; i++)
    g_ptr_array_add (choice->others, g_object_ref (own->pdata[i]));
  return TRUE;
}

/* Errors of modules only matter if no token was found. */
static gboolean
choose (const SgnTokenUri *uri, SgnTokenChoice *choice, GError **error)
{
  g_autoptr (GPtrArray) modules = NULL;
  g_autoptr (GPtrArray) errors = NULL;
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (SgnTokenCertificate) certificate = NULL;
  g_autoptr (GError) local = NULL;

  if (options.modules == NULL && sgn_token_uri_get_module_path (uri) != NULL)
    options.modules = g_strsplit (sgn_token_uri_get_module_path (uri), "\n", 1);
  modules = sgn_token_options_get_modules (FALSE);
  tokens = sgn_tokens_read_all (modules, &errors, NULL);
  if (sgn_tokens_choose (tokens, uri, &choice->token, &certificate, &local)) {
    if (sgn_token_uri_get_id (uri) != NULL)
      choice->id = g_bytes_ref (sgn_token_uri_get_id (uri));
    else if (certificate != NULL && choice->certificate == NULL)
      choice->id = g_bytes_ref (sgn_token_certificate_get_id (certificate));
    return TRUE;
  }
  for (guint i = 0; i < errors->len; i++) {
    if (errors->pdata[i] == NULL || tokens->len > 0)
      continue;
    g_propagate_error (error, g_error_copy (errors->pdata[i]));
    return FALSE;
  }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
choice_clear (SgnTokenChoice *choice)
{
  g_clear_object (&choice->token);
  g_clear_object (&choice->certificate);
  g_clear_pointer (&choice->id, g_bytes_unref);
  g_clear_pointer (&choice->others, g_ptr_array_unref);
}

SgnToken *
sgn_token_options_find (GError **error)
{
  g_autoptr (SgnTokenUri) uri = sgn_token_uri_parse (options.token, error);
  SgnTokenChoice choice = { 0 };
  SgnToken *token = NULL;

  if (uri != NULL && choose (uri, &choice, error))
    token = g_object_ref (choice.token);
  choice_clear (&choice);
  return token;
}

static SgnIdentity *
open_choice (GFile *certificate,
             GPtrArray *chain,
             const SgnTokenUri *uri,
             SgnTokenChoice *choice,
             GTlsInteraction *interaction,
             GError **error)
{
  if (!load_certificates (certificate, chain, choice, error) || !choose (uri, choice, error))
    return NULL;
  /* The CKA_LABEL of certificate and key may differ, so a known CKA_ID is sufficient. */
  choice->object = choice->id == NULL ? sgn_token_uri_get_object (uri) : NULL;
  options.session = sgn_token_session_open (choice, interaction, NULL, error);
  return options.session != NULL ? sgn_token_session_get_identity (options.session) : NULL;
}

SgnIdentity *
sgn_token_options_open (GFile *certificate,
                        GPtrArray *chain,
                        guint n_files,
                        GTlsInteraction *interaction,
                        GError **error)
{
  SgnTokenChoice choice = { .n_files = n_files, .wait = options.wait, .notice = on_notice };
  g_autoptr (SgnTokenUri) uri = sgn_token_uri_parse (options.token, error);
  SgnIdentity *identity;

  if (uri == NULL)
    return NULL;
  identity = open_choice (certificate, chain, uri, &choice, interaction, error);
  choice_clear (&choice);
  return identity;
}

void
sgn_token_options_close (void)
{
  if (options.session != NULL)
    sgn_token_session_close (options.session);
  g_clear_object (&options.session);
}
