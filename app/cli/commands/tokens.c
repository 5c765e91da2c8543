/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/console/command.h"
#include "app/cli/console/output.h"
#include "app/cli/options/options.h"
#include "app/cli/options/token.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/token/token.h"
#include "core/token/uri.h"
#include "core/words/json.h"
#include "core/words/phrases.h"

static struct {
  gboolean all;
  gboolean json;
  char **files;
} options;

static const GOptionEntry entries[] = {
  { "all",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.all,
    N_ ("Also show certificates that are not meant for code signing"),
    NULL },
  { "json",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.json,
    N_ ("Print one JSON object per token and per module without one"),
    NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files, NULL, NULL },
  { NULL },
};

static void
add_certificate (JsonBuilder *builder, SgnToken *token, SgnTokenCertificate *item)
{
  SgnCertificate *certificate = sgn_token_certificate_get_certificate (item);
  g_autofree char *id = sgn_text_hex_bytes (sgn_token_certificate_get_id (item));
  g_autofree char *uri = sgn_token_get_certificate_uri (token, item);

  json_builder_begin_object (builder);
  sgn_json_add_string (builder, "subject", sgn_certificate_get_subject (certificate));
  sgn_json_add_string (builder, "issuer", sgn_certificate_get_issuer (certificate));
  sgn_json_add_time (builder, "not_before", sgn_certificate_get_not_before (certificate));
  sgn_json_add_time (builder, "not_after", sgn_certificate_get_not_after (certificate));
  sgn_json_add_string (builder, "key", sgn_certificate_get_key_title (certificate));
  sgn_json_add_string (builder, "sha256", sgn_certificate_get_sha256 (certificate));
  sgn_json_add_boolean (builder, "code_signing", sgn_token_certificate_is_code_signing (item));
  sgn_json_add_string (builder, "label", sgn_token_certificate_get_label (item));
  sgn_json_add_string (builder, "id", id);
  sgn_json_add_string (builder, "uri", uri);
  json_builder_end_object (builder);
}

static void
add_certificates (JsonBuilder *builder, SgnToken *token)
{
  GListModel *list = sgn_token_get_certificates (token);

  json_builder_set_member_name (builder, "certificates");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (SgnTokenCertificate) item = g_list_model_get_item (list, i);

    add_certificate (builder, token, item);
  }
  json_builder_end_array (builder);
}

static void
add_module (JsonBuilder *builder, SgnTokenModule *module)
{
  sgn_json_add_string (builder, "module", sgn_token_module_get_path (module));
  sgn_json_add_string (builder, "module_title", sgn_token_module_get_title (module));
  sgn_json_add_string (builder,
                       "module_origin",
                       sgn_token_module_origin_to_id (sgn_token_module_get_origin (module)));
}

static void
print_token_json (SgnToken *token)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *uri = sgn_token_get_uri (token);

  json_builder_begin_object (builder);
  add_module (builder, sgn_token_get_module (token));
  sgn_json_add_string (builder, "label", sgn_token_get_label (token));
  sgn_json_add_string (builder, "manufacturer", sgn_token_get_manufacturer (token));
  sgn_json_add_string (builder, "model", sgn_token_get_model (token));
  sgn_json_add_string (builder, "serial", sgn_token_get_serial (token));
  sgn_json_add_string (builder, "uri", uri);
  sgn_json_add_string (builder, "pin", sgn_pin_state_to_id (sgn_token_get_pin_state (token)));
  sgn_json_add_boolean (builder, "login_required", sgn_token_is_login_required (token));
  sgn_json_add_boolean (builder, "protected", sgn_token_is_protected (token));
  add_certificates (builder, token);
  json_builder_end_object (builder);
  sgn_output_object (builder);
}

static void
print_module_json (SgnTokenModule *module, const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_module (builder, module);
  sgn_json_add_error (builder, "error", error);
  json_builder_end_object (builder);
  sgn_output_object (builder);
}

static void
print_certificate (SgnToken *token, SgnTokenCertificate *item)
{
  SgnCertificate *certificate = sgn_token_certificate_get_certificate (item);
  g_autofree char *date = sgn_phrase_date (sgn_certificate_get_not_after (certificate));
  g_autofree char *uri = sgn_token_get_certificate_uri (token, item);

  g_print ("  %s\n", sgn_certificate_get_name (certificate));
  /* Translators: issuer, date, kind of key */
  g_print (_ ("    issued by %1$s, valid until %2$s, %3$s\n"),
           sgn_certificate_get_issuer_name (certificate),
           date,
           sgn_certificate_get_key_title (certificate));
  g_print ("    %s\n", uri);
}

static void
print_token (SgnToken *token)
{
  GListModel *list = sgn_token_get_certificates (token);
  const char *tries = sgn_phrase_pin_tries (sgn_token_get_pin_state (token));
  guint hidden = 0;

  g_print ("%s\n", sgn_token_get_title (token));
  g_print ("  %s, %s, %s\n",
           sgn_token_get_model (token),
           sgn_token_get_manufacturer (token),
           sgn_token_module_get_title (sgn_token_get_module (token)));
  if (tries != NULL)
    g_print ("  %s\n", tries);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (SgnTokenCertificate) item = g_list_model_get_item (list, i);

    if (options.all || sgn_token_certificate_is_code_signing (item))
      print_certificate (token, item);
    else
      hidden++;
  }
  if (hidden > 0)
    g_print (ngettext ("  %u certificate for other uses (--all)\n",
                       "  %u certificates for other uses (--all)\n",
                       hidden),
             hidden);
}

static void
print_module (SgnTokenModule *module, const GError *error)
{
  g_autofree char *text = NULL;

  if (error == NULL) {
    g_print ("%s: %s (%s)\n",
             sgn_token_module_get_title (module),
             sgn_phrase_module_origin (sgn_token_module_get_origin (module)),
             sgn_token_module_get_path (module));
    return;
  }
  text = sgn_phrase_gerror (error);
  g_printerr ("%s: %s\n", sgn_token_module_get_title (module), text);
}

static gboolean
is_found_only (SgnTokenModule *module)
{
  return sgn_token_module_get_origin (module) == SGN_TOKEN_MODULE_FOUND;
}

/* Modules that nobody has enabled are listed without being run. (transfer full) */
static GPtrArray *
take_found (GPtrArray *modules)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < modules->len;) {
    if (is_found_only (modules->pdata[i]))
      g_ptr_array_add (found, g_ptr_array_steal_index (modules, i));
    else
      i++;
  }
  return found;
}

static void
print_all (GPtrArray *tokens, GPtrArray *modules, GPtrArray *errors, GPtrArray *found)
{
  for (guint i = 0; i < tokens->len; i++)
    (options.json ? print_token_json : print_token) (tokens->pdata[i]);
  for (guint i = 0; i < modules->len; i++) {
    if (errors->pdata[i] != NULL)
      (options.json ? print_module_json : print_module) (modules->pdata[i], errors->pdata[i]);
  }
  for (guint i = 0; i < found->len; i++)
    (options.json ? print_module_json : print_module) (found->pdata[i], NULL);
}

/* A registered module may fail to load, such as when its service is not running. That must not hide
 * other tokens, unless the module was requested explicitly. */
static SgnExit
judge (GPtrArray *errors)
{
  for (guint i = 0; i < errors->len; i++)
    if (errors->pdata[i] != NULL && sgn_token_options_names_modules ())
      return SGN_EXIT_KEY;
  return SGN_EXIT_GOOD;
}

static SgnExit
run (int argc, char **argv)
{
  const GOptionEntry *const groups[] = { entries, sgn_token_options_get_module_entries (), NULL };
  g_autoptr (GPtrArray) modules = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) errors = NULL;
  g_autoptr (GPtrArray) tokens = NULL;

  if (!sgn_options_parse (&sgn_command_tokens, NULL, groups, argc, argv))
    return SGN_EXIT_USAGE;
  if (options.files != NULL)
    return sgn_options_complain (&sgn_command_tokens, _ ("This command does not take a file."));
  modules = sgn_token_options_get_modules (TRUE);
  found = take_found (modules);
  tokens = sgn_tokens_read_all (modules, &errors, NULL);
  print_all (tokens, modules, errors, found);
  if (tokens->len == 0 && !options.json)
    g_printerr ("%s\n", _ ("No token was found."));
  return sgn_output_finish (judge (errors));
}

const SgnCommand sgn_command_tokens = {
  .name = "tokens",
  .summary = N_ ("List tokens and the certificates on them"),
  .run = run,
};
