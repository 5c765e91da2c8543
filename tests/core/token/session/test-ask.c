/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/token/session/ask.h"

#include <string.h>

#include "core/base/error.h"
#include "core/token/session/pin-question.h"
#include "core/token/token-private.h"

#define TEST_TYPE_ASKED (test_asked_get_type ())
G_DECLARE_FINAL_TYPE (TestAsked, test_asked, TEST, ASKED, GTlsInteraction)

/* Somebody who types @answer, or fails with a copy of @error, or has nothing to say. */
struct _TestAsked {
  GTlsInteraction parent_instance;

  const char *answer;
  const GError *error;
  gboolean confirms;
  guint n_files;
};

G_DEFINE_FINAL_TYPE (TestAsked, test_asked, G_TYPE_TLS_INTERACTION)

static GTlsInteractionResult
test_asked_ask (GTlsInteraction *interaction,
                GTlsPassword *question,
                GCancellable *cancellable,
                GError **error)
{
  TestAsked *self = TEST_ASKED (interaction);

  self->n_files = sgn_pin_question_get_n_files (SGN_PIN_QUESTION (question));
  if (self->error != NULL) {
    g_propagate_error (error, g_error_copy (self->error));
    return G_TLS_INTERACTION_FAILED;
  }
  if (self->answer == NULL)
    return G_TLS_INTERACTION_UNHANDLED;
  g_tls_password_set_value (question, (const guchar *) self->answer, -1);
  sgn_pin_question_set_confirmed (SGN_PIN_QUESTION (question), self->confirms);
  return G_TLS_INTERACTION_HANDLED;
}

static void
test_asked_class_init (TestAskedClass *class)
{
  G_TLS_INTERACTION_CLASS (class)->ask_password = test_asked_ask;
}

static void
test_asked_init (TestAsked *self)
{
}

static SgnToken *
new_token (PKCS11_TOKEN facts)
{
  g_autoptr (SgnTokenModule)
      module = sgn_token_module_new ("/no/module.so", NULL, SGN_TOKEN_MODULE_ADDED);
  const PKCS11_SLOT slot = { .token = &facts };

  facts.label = (char *) "Mine";
  facts.loginRequired = 1;
  return sgn_token_new (module, &slot);
}

/* Where no PIN can be right any more, nobody is asked for one. */
static void
test_states (void)
{
  static const struct {
    PKCS11_TOKEN facts;
    int code; /* -1: may be asked */
  } cases[] = {
    { { .userPinSet = 1 }, -1 },
    { { .userPinSet = 1, .userPinCountLow = 1 }, -1 },
    { { .userPinSet = 1, .userPinFinalTry = 1 }, -1 },
    { { .userPinSet = 1, .userPinLocked = 1 }, SGN_ERROR_PIN_LOCKED },
    { { .userPinSet = 0 }, SGN_ERROR_PIN_NEEDED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnToken) token = new_token (cases[i].facts);
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (sgn_pin_check_state (token, &error), ==, cases[i].code < 0);
    if (cases[i].code < 0)
      continue;
    g_assert_error (error, SGN_ERROR, cases[i].code);
    g_assert_nonnull (strstr (error->message, "Mine"));
  }
}

static void
test_answers (void)
{
  const struct {
    const char *answer;
    gboolean final_try;
    gboolean confirms;
    int code; /* -1: it is taken */
  } cases[] = {
    { "1234", FALSE, FALSE, -1 },
    { "", FALSE, FALSE, SGN_ERROR_PIN_NEEDED },
    { NULL, FALSE, FALSE, SGN_ERROR_PIN_NEEDED },
    { "1234", TRUE, FALSE, SGN_ERROR_PIN_FINAL },
    { "1234", TRUE, TRUE, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnToken) token = new_token (
        (PKCS11_TOKEN){ .userPinSet = 1, .userPinFinalTry = cases[i].final_try ? 1 : 0 });
    g_autoptr (TestAsked) asked = g_object_new (TEST_TYPE_ASKED, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (SgnPin) pin = NULL;

    asked->answer = cases[i].answer;
    asked->confirms = cases[i].confirms;
    pin = sgn_pin_ask (token, FALSE, 7, G_TLS_INTERACTION (asked), NULL, &error);
    g_assert_cmpuint (asked->n_files, ==, 7);
    if (cases[i].code < 0)
      g_assert_cmpstr (sgn_pin_get_text (pin), ==, cases[i].answer);
    else
      g_assert_error (error, SGN_ERROR, cases[i].code);
    g_assert_cmpint (pin != NULL, ==, cases[i].code < 0);
  }
}

static void
test_too_long (void)
{
  g_autofree char *answer = g_strnfill (SGN_PIN_MAX + 1, '1');
  g_autoptr (SgnToken) token = new_token ((PKCS11_TOKEN){ .userPinSet = 1 });
  g_autoptr (TestAsked) asked = g_object_new (TEST_TYPE_ASKED, NULL);
  g_autoptr (GError) error = NULL;

  asked->answer = answer;
  g_assert_null (sgn_pin_ask (token, FALSE, 1, G_TLS_INTERACTION (asked), NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_PIN_NEEDED);
}

static void
assert_fails (GTlsInteraction *interaction, gboolean retry, GQuark domain, int code)
{
  g_autoptr (SgnToken) token = new_token ((PKCS11_TOKEN){ .userPinSet = 1 });
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_pin_ask (token, retry, 1, interaction, NULL, &error));
  g_assert_error (error, domain, code);
}

/* With nobody there to answer, the PIN that was refused is the reason, if there was one; why a
 * question could not be put is kept. */
static void
test_nobody (void)
{
  g_autoptr (GError) password = g_error_new_literal (SGN_ERROR, SGN_ERROR_PFX_PASSWORD, "");
  g_autoptr (GError) stopped = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  g_autoptr (TestAsked) asked = g_object_new (TEST_TYPE_ASKED, NULL);

  assert_fails (NULL, FALSE, SGN_ERROR, SGN_ERROR_PIN_NEEDED);
  assert_fails (NULL, TRUE, SGN_ERROR, SGN_ERROR_PIN_WRONG);
  asked->error = password;
  assert_fails (G_TLS_INTERACTION (asked), FALSE, SGN_ERROR, SGN_ERROR_PIN_NEEDED);
  assert_fails (G_TLS_INTERACTION (asked), TRUE, SGN_ERROR, SGN_ERROR_PIN_WRONG);
  asked->error = stopped;
  assert_fails (G_TLS_INTERACTION (asked), TRUE, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token/ask/states", test_states);
  g_test_add_func ("/token/ask/answers", test_answers);
  g_test_add_func ("/token/ask/too-long", test_too_long);
  g_test_add_func ("/token/ask/nobody", test_nobody);
  return g_test_run ();
}
