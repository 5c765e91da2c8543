/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/cli/console/command.h"
#include "app/cli/console/output.h"
#include "app/cli/console/password.h"
#include "app/cli/options/on-token.h"
#include "app/cli/options/options.h"
#include "app/cli/options/pass.h"
#include "app/cli/options/token.h"
#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/base/text.h"
#include "core/certificate/name.h"
#include "core/identity/make/certificate-request.h"
#include "core/identity/make/new-key.h"
#include "core/identity/make/save.h"
#include "core/identity/read/source.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_NAME, X509_NAME_free)

static struct {
  char *subject;
  char *kind;
  char *key;
  gboolean reuse;
  char *output;
  gboolean force;
  char **files;
} options;

static const GOptionEntry entries[] = {
  { "subject",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.subject,
    N_ ("Subject name of the certificate"),
    "C=DE,O=…,CN=…" },
  { "key-type",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.kind,
    N_ ("Type of the new key (default: rsa-3072)"),
    "rsa-3072|rsa-4096|ec-p256|ec-p384" },
  { "key", 0, 0, G_OPTION_ARG_FILENAME, &options.key, N_ ("File for the new key"), N_ ("FILE") },
  { "reuse-key",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.reuse,
    N_ ("Use the existing key in --key"),
    NULL },
  { "output",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.output,
    N_ ("File for the request (default: standard output)"),
    N_ ("FILE") },
  { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, N_ ("Replace files that exist"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files, NULL, NULL },
  { NULL },
};

static const char *
check_options (SgnKeyKind *kind)
{
  if (options.files != NULL)
    return _ ("This command does not take a file.");
  if (options.subject == NULL)
    return _ ("--subject is needed, for instance “C=DE, O=Example GmbH, CN=Example GmbH”.");
  if (sgn_token_options_are_given () && (options.key != NULL || options.reuse))
    return _ ("--token cannot be combined with --key and --reuse-key.");
  if (options.key == NULL && !sgn_token_options_are_given ())
    return _ ("--key (the file for the private key) or --token is needed.");
  if (options.kind != NULL && options.reuse)
    return _ ("--key-type and --reuse-key exclude each other.");
  if (options.kind != NULL && !sgn_key_kind_from_id (options.kind, kind))
    return _ ("--key-type needs one of rsa-3072, rsa-4096, ec-p256 and ec-p384.");
  return sgn_pass_options_check ();
}

static X509_NAME *
read_subject (GError **error)
{
  g_autofree char *subject = sgn_options_to_utf8 (options.subject);

  if (subject != NULL)
    return sgn_name_parse (subject, error);
  g_set_error (error, SGN_ERROR, SGN_ERROR_SUBJECT, _ ("%s is not valid UTF-8 text"), "--subject");
  return NULL;
}

static EVP_PKEY *
open_key (GError **error)
{
  g_autoptr (GFile) file = sgn_options_to_file (options.key);
  g_autoptr (GTlsInteraction) interaction = NULL;

  if (!sgn_pass_options_open (&interaction, error))
    return NULL;
  return sgn_private_key_open (file, interaction, NULL, error);
}

static gboolean
check_files (GError **error)
{
  g_autoptr (SgnPlaces) places = sgn_places_new ();
  g_autoptr (GFile) key = sgn_options_to_file (options.key);
  g_autoptr (GFile) output = sgn_options_to_file (options.output);

  sgn_pass_options_add_places (places);
  if (options.reuse)
    sgn_places_read (places, options.key);
  else if (key != NULL)
    sgn_places_write (places, key, NULL);
  if (output != NULL)
    sgn_places_write (places, output, NULL);
  return sgn_places_check (places, error);
}

/* Both files must be writable, so that no key is left without its request. */
static gboolean
check_places (GError **error)
{
  const char *paths[] = { options.reuse ? NULL : options.key, options.output };

  for (guint i = 0; i < G_N_ELEMENTS (paths) && !options.force; i++) {
    if (paths[i] != NULL && g_file_test (paths[i], G_FILE_TEST_EXISTS)) {
      g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_EXISTS, paths[i]);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
save (const char *path, GBytes *bytes, SgnSaveFlags flags, GError **error)
{
  g_autoptr (GFile) file = sgn_options_to_file (path);

  return sgn_save (file, bytes, flags | (options.force ? SGN_SAVE_OVERWRITE : 0), error);
}

static gboolean
save_key (EVP_PKEY *key, GError **error)
{
  char *password = sgn_pass_options_get_new (options.key, error);
  g_autoptr (GBytes) sealed = NULL;

  if (password == NULL)
    return FALSE;
  sealed = sgn_key_seal (key, password, error);
  sgn_password_free (password);
  return sealed != NULL && save (options.key, sealed, SGN_SAVE_PRIVATE, error);
}

static gboolean
save_request (GBytes *der, GError **error)
{
  char *pem = sgn_certificate_request_to_pem (der);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pem, strlen (pem));

  if (options.output != NULL)
    return save (options.output, bytes, SGN_SAVE_NONE, error);
  g_print ("%s", pem);
  return TRUE;
}

static gboolean
make_on_token (SgnKeyKind kind, char **uri, GError **error)
{
  g_autoptr (X509_NAME) subject = read_subject (error);
  g_autoptr (SgnTokenWriter) writer = NULL;
  g_autoptr (GBytes) der = NULL;

  if (subject == NULL || !check_places (error))
    return FALSE;
  der = sgn_on_token_make_request (subject, kind, &writer, uri, error);
  if (der == NULL)
    return FALSE;
  if (save_request (der, error))
    return TRUE;
  sgn_token_writer_drop_key (writer);
  return FALSE;
}

static gboolean
make_in_file (SgnKeyKind kind, GError **error)
{
  g_autoptr (X509_NAME) subject = read_subject (error);
  g_autoptr (EVP_PKEY) key = NULL;
  g_autoptr (GBytes) der = NULL;

  if (subject == NULL || !check_places (error))
    return FALSE;
  key = options.reuse ? open_key (error) : sgn_key_new (kind, error);
  if (key == NULL)
    return FALSE;
  der = sgn_certificate_request_new (subject, key, sgn_key_sign, key, NULL, error);
  if (der == NULL || (!options.reuse && !save_key (key, error)))
    return FALSE;
  if (save_request (der, error))
    return TRUE;
  if (!options.reuse && !options.force)
    g_unlink (options.key);
  return FALSE;
}

static void
tell (const char *uri)
{
  g_autofree char *output = options.output != NULL ? sgn_text_display (options.output) : NULL;
  g_autofree char *key = options.key != NULL ? sgn_text_display (options.key) : NULL;

  if (uri != NULL)
    g_printerr (_ ("The key is on the token: %s\n"), uri);
  if (options.output != NULL && uri != NULL)
    g_print (_ ("Send %s to the certificate authority. Use “signet-cli join” to put the "
                "certificate it sends back on the token.\n"),
             output);
  else if (options.output != NULL)
    g_print (_ ("Send %s to the certificate authority. Keep %s and its password: without them the "
                "certificate is useless.\n"),
             output,
             key);
}

static SgnExit
run (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_request;
  const GOptionEntry *const groups[] = { entries,
                                         sgn_token_options_get_place_entries (),
                                         sgn_token_options_get_module_entries (),
                                         sgn_pass_options_get_entries (),
                                         NULL };
  SgnKeyKind kind = SGN_KEY_KIND_RSA_3072;
  g_autofree char *uri = NULL;
  gboolean made;
  g_autoptr (GError) error = NULL;
  const char *complaint;

  if (!sgn_options_parse (self, NULL, groups, argc, argv))
    return SGN_EXIT_USAGE;
  complaint = check_options (&kind);
  if (complaint != NULL)
    return sgn_options_complain (self, complaint);
  if (!check_files (&error))
    return sgn_options_complain (self, error->message);
  made = sgn_token_options_are_given () ? make_on_token (kind, &uri, &error)
                                        : make_in_file (kind, &error);
  if (!made)
    return sgn_options_fail (self, error);
  tell (uri);
  return sgn_output_finish (SGN_EXIT_GOOD);
}

const SgnCommand sgn_command_request = {
  .name = "request",
  .summary = N_ ("Make a key and a request for a code-signing certificate"),
  .run = run,
};
