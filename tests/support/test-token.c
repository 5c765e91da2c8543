/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/support/test-token.h"

#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>

#include "core/token/module/gate.h"

static char *folder;
static char *fault_path;

static void
run (const char *program, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  int status = 0;
  va_list list;

  va_start (list, program);
  for (const char *one = program; one != NULL; one = va_arg (list, const char *))
    g_ptr_array_add (arguments, (char *) one);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (NULL,
                (char **) arguments->pdata,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &out,
                &err,
                &status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s\n%s%s", program, error->message, out, err);
}

gboolean
test_token_set_up (void)
{
  g_autofree char *configuration = NULL;
  g_autofree char *text = NULL;
  g_autofree char *tokens = NULL;
  g_autofree char *user = NULL;

  if (!g_file_test (TEST_TOKEN_MODULE, G_FILE_TEST_EXISTS))
    return FALSE;
  folder = test_dir_new ();
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE); /* nobody else’s turn is waited for */
  sgn_tokens_init ();
  tokens = g_build_filename (folder, "tokens", NULL);
  g_assert_no_errno (g_mkdir (tokens, 0700));
  configuration = g_build_filename (folder, "softhsm2.conf", NULL);
  text = g_strdup_printf ("directories.tokendir = %s\nobjectstore.backend = file\n"
                          "log.level = ERROR\n",
                          tokens);
  g_assert_true (g_file_set_contents (configuration, text, -1, NULL));
  user = g_build_filename (folder, "config", NULL);
  g_setenv ("XDG_CONFIG_HOME", user, TRUE);
  fault_path = g_build_filename (folder, "fault", NULL);
  g_setenv ("SOFTHSM2_CONF", configuration, TRUE);
  g_setenv ("SIGNET_TEST_FAULT", fault_path, TRUE);
  test_token_set_fault ("");
  return TRUE;
}

void
test_token_tear_down (void)
{
  if (folder != NULL)
    test_dir_remove (g_steal_pointer (&folder));
  g_clear_pointer (&fault_path, g_free);
}

void
test_token_make (const char *label)
{
  run ("softhsm2-util",
       "--init-token",
       "--free",
       "--label",
       label,
       "--so-pin",
       "5678",
       "--pin",
       TEST_TOKEN_PIN,
       NULL);
}

void
test_token_delete (const char *label)
{
  run ("softhsm2-util", "--delete-token", "--token", label, NULL);
}

void
test_token_put_certificate (const char *token, TestCert *cert, const char *label, int id)
{
  g_autofree char *path = g_build_filename (folder, "put.der", NULL);
  g_autofree char *hex = g_strdup_printf ("%02x", (guint) id);

  test_write_der (path, cert->certificate);
  run ("pkcs11-tool",
       "--module",
       TEST_TOKEN_MODULE,
       "--token-label",
       token,
       "--login",
       "--pin",
       TEST_TOKEN_PIN,
       "--write-object",
       path,
       "--type",
       "cert",
       "--id",
       hex,
       "--label",
       label,
       NULL);
}

void
test_token_put (const char *token, TestCert *cert, const char *label, int id, gboolean certificate)
{
  g_autofree char *path = g_build_filename (folder, "put.key", NULL);
  g_autofree char *hex = g_strdup_printf ("%02x", (guint) id);

  test_write_key (path, cert->key, NULL, TRUE);
  run ("softhsm2-util",
       "--import",
       path,
       "--token",
       token,
       "--label",
       label,
       "--id",
       hex,
       "--pin",
       TEST_TOKEN_PIN,
       NULL);
  g_unlink (path);
  if (certificate)
    test_token_put_certificate (token, cert, label, id);
}

SgnTokenModule *
test_token_faulty_module (void)
{
  return sgn_token_module_new (g_getenv ("SIGNET_TEST_MODULE"), "Faulty", SGN_TOKEN_MODULE_ADDED);
}

static char *
get_log_path (void)
{
  return g_strconcat (fault_path, ".log", NULL);
}

void
test_token_set_fault (const char *fault)
{
  g_autofree char *log = get_log_path ();

  g_assert_true (g_file_set_contents (fault_path, fault, -1, NULL));
  g_unlink (log);
}

const char *
test_token_get_fault (void)
{
  static char text[64];
  g_autofree char *now = NULL;

  g_assert_true (g_file_get_contents (fault_path, &now, NULL, NULL));
  g_strlcpy (text, now, sizeof text);
  return text;
}

char *
test_token_get_log (void)
{
  g_autofree char *log = get_log_path ();
  char *text = NULL;

  return g_file_get_contents (log, &text, NULL, NULL) ? text : g_strdup ("");
}

SgnToken *
test_token_find (SgnTokenModule *module, const char *label)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tokens = sgn_tokens_read (module, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < tokens->len; i++)
    if (g_str_equal (sgn_token_get_label (tokens->pdata[i]), label))
      return g_object_ref (tokens->pdata[i]);
  g_assert_not_reached ();
}

struct _TestPins {
  GTlsInteraction parent_instance;

  GPtrArray *answers;
  gboolean confirm;
  guint n_asked;
  guint n_retries;
  guint n_files;
  SgnPinState state;
};

G_DEFINE_FINAL_TYPE (TestPins, test_pins, G_TYPE_TLS_INTERACTION)

static GTlsInteractionResult
test_pins_ask (GTlsInteraction *interaction,
               GTlsPassword *password,
               GCancellable *cancellable,
               GError **error)
{
  TestPins *self = TEST_PINS (interaction);
  SgnPinQuestion *question = SGN_PIN_QUESTION (password);
  const char *answer;

  self->n_retries += sgn_pin_question_is_retry (question);
  self->n_files = sgn_pin_question_get_n_files (question);
  self->state = sgn_token_get_pin_state (sgn_pin_question_get_token (question));
  if (self->n_asked == self->answers->len)
    return G_TLS_INTERACTION_UNHANDLED;
  answer = self->answers->pdata[self->n_asked++];
  sgn_pin_question_set_confirmed (question, self->confirm);
  g_tls_password_set_value (password, (const guchar *) answer, -1);
  return G_TLS_INTERACTION_HANDLED;
}

static void
test_pins_finalize (GObject *object)
{
  g_ptr_array_unref (TEST_PINS (object)->answers);
  G_OBJECT_CLASS (test_pins_parent_class)->finalize (object);
}

static void
test_pins_class_init (TestPinsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = test_pins_finalize;
  G_TLS_INTERACTION_CLASS (class)->ask_password = test_pins_ask;
}

static void
test_pins_init (TestPins *self)
{
  self->answers = g_ptr_array_new ();
}

TestPins *
test_pins_new (const char *first, ...)
{
  TestPins *self = g_object_new (TEST_TYPE_PINS, NULL);
  va_list list;

  va_start (list, first);
  for (const char *one = first; one != NULL; one = va_arg (list, const char *))
    g_ptr_array_add (self->answers, (char *) one);
  va_end (list);
  return self;
}

void
test_pins_confirm (TestPins *self)
{
  self->confirm = TRUE;
}

guint
test_pins_get_n_asked (TestPins *self)
{
  return self->n_asked;
}

guint
test_pins_get_n_retries (TestPins *self)
{
  return self->n_retries;
}

SgnPinState
test_pins_get_state (TestPins *self)
{
  return self->state;
}

guint
test_pins_get_n_files (TestPins *self)
{
  return self->n_files;
}
