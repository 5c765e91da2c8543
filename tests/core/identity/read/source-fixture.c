/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/identity/read/source-fixture.h"

G_DEFINE_FINAL_TYPE (TestInteraction, test_interaction, G_TYPE_TLS_INTERACTION)

static GTlsInteractionResult
test_interaction_ask (GTlsInteraction *interaction,
                      GTlsPassword *password,
                      GCancellable *cancellable,
                      GError **error)
{
  TestInteraction *self = TEST_INTERACTION (interaction);

  if (g_tls_password_get_flags (password) & G_TLS_PASSWORD_RETRY)
    self->n_retries++;
  g_free (self->description);
  self->description = g_strdup (g_tls_password_get_description (password));
  if (self->cancel) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
    return G_TLS_INTERACTION_FAILED;
  }
  if (self->answers == NULL || self->answers[self->n_asked] == NULL)
    return G_TLS_INTERACTION_UNHANDLED;
  g_tls_password_set_value (password, (const guchar *) self->answers[self->n_asked++], -1);
  return G_TLS_INTERACTION_HANDLED;
}

static void
test_interaction_finalize (GObject *object)
{
  g_free (TEST_INTERACTION (object)->description);
  G_OBJECT_CLASS (test_interaction_parent_class)->finalize (object);
}

static void
test_interaction_class_init (TestInteractionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = test_interaction_finalize;
  G_TLS_INTERACTION_CLASS (class)->ask_password = test_interaction_ask;
}

static void
test_interaction_init (TestInteraction *self)
{
}

TestInteraction *
test_interaction_new (const char *const *answers)
{
  TestInteraction *self = g_object_new (TEST_TYPE_INTERACTION, NULL);

  self->answers = answers;
  return self;
}

void
source_set_up (SourceFixture *f, gconstpointer key_type)
{
  f->dir = test_dir_new ();
  f->path = g_build_filename (f->dir, "key.pfx", NULL);
  f->other = g_build_filename (f->dir, "other.crt", NULL);
  f->root = test_root_new ("Root");
  f->lower = test_intermediate_new (f->root, "Lower");
  f->leaf = test_signer_new (f->lower, "Leaf", key_type);
  f->chain = test_certs_list (f->root, f->lower, NULL);
}

void
source_tear_down (SourceFixture *f, gconstpointer key_type)
{
  test_dir_remove (f->dir);
  g_free (f->path);
  g_free (f->other);
  test_cert_free (f->leaf);
  test_cert_free (f->lower);
  test_cert_free (f->root);
  g_ptr_array_unref (f->chain);
}

SgnIdentity *
source_open (SourceFixture *f, TestInteraction *interaction, gboolean with_other, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  g_autoptr (GFile) other = g_file_new_for_path (f->other);
  const SgnIdentityFiles files = { .file = file, .certificate = with_other ? other : NULL };

  return sgn_identity_open (&files, G_TLS_INTERACTION (interaction), NULL, error);
}

void
source_assert_identity (SourceFixture *f, SgnIdentity *identity, guint chain)
{
  g_autoptr (GBytes) digest = sgn_hash_data (SGN_HASH_SHA256, "x", 1);
  g_autoptr (GBytes) signature = NULL;

  g_assert_true (
      sgn_certificate_equal (sgn_identity_get_certificate (identity), f->leaf->certificate));
  g_assert_cmpuint (sgn_identity_get_chain (identity)->len, ==, chain);
  signature = sgn_identity_sign (identity, SGN_HASH_SHA256, digest, NULL, NULL);
  g_assert_nonnull (signature);
}

void
source_assert_opens (SourceFixture *f, const char *password, gboolean with_other, guint chain)
{
  const char *const answers[] = { password, NULL };
  g_autoptr (TestInteraction) interaction = test_interaction_new (answers);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnIdentity) identity = source_open (f, interaction, with_other, &error);

  g_assert_no_error (error);
  source_assert_identity (f, identity, chain);
  g_assert_cmpuint (interaction->n_asked, ==, password != NULL ? 1 : 0);
}

void
source_assert_fails (SourceFixture *f, const char *password, gboolean with_other, int code)
{
  const char *const answers[] = { password, NULL };
  g_autoptr (TestInteraction) interaction = test_interaction_new (answers);
  g_autoptr (GError) error = NULL;

  g_assert_null (source_open (f, interaction, with_other, &error));
  g_assert_error (error, SGN_ERROR, code);
  g_assert_nonnull (strstr (error->message, "key.pfx"));
}
