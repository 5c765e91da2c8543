/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/support/answer.h"

#define TEST_TYPE_ANSWER (test_answer_get_type ())
G_DECLARE_FINAL_TYPE (TestAnswer, test_answer, TEST, ANSWER, GTlsInteraction)

struct _TestAnswer {
  GTlsInteraction parent_instance;

  char *password;
};

G_DEFINE_FINAL_TYPE (TestAnswer, test_answer, G_TYPE_TLS_INTERACTION)

static GTlsInteractionResult
test_answer_ask (GTlsInteraction *interaction,
                 GTlsPassword *question,
                 GCancellable *cancellable,
                 GError **error)
{
  g_tls_password_set_value (question, (const guchar *) TEST_ANSWER (interaction)->password, -1);
  return G_TLS_INTERACTION_HANDLED;
}

static void
test_answer_finalize (GObject *object)
{
  g_free (TEST_ANSWER (object)->password);
  G_OBJECT_CLASS (test_answer_parent_class)->finalize (object);
}

static void
test_answer_class_init (TestAnswerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = test_answer_finalize;
  G_TLS_INTERACTION_CLASS (class)->ask_password = test_answer_ask;
}

static void
test_answer_init (TestAnswer *self)
{
}

GTlsInteraction *
test_answer_new (const char *password)
{
  TestAnswer *self = g_object_new (TEST_TYPE_ANSWER, NULL);

  self->password = g_strdup (password);
  return G_TLS_INTERACTION (self);
}
