/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/identity/keyring.h"

#include "core/base/error.h"

/* Run by with-keyring.sh: KEYRING says whether there is one. */
static gboolean
is_expected (void)
{
  return g_strcmp0 (g_getenv ("KEYRING"), "there") == 0;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **ret = user_data;

  *ret = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static SgnKeyringState
look (GFile *file)
{
  g_autoptr (GAsyncResult) result = NULL;

  sgn_keyring_look_async (file, NULL, on_done, &result);
  return sgn_keyring_look_finish (wait_for (&result));
}

static gboolean
keep (GFile *file, const char *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sgn_keyring_keep_async (file, password, NULL, on_done, &result);
  return sgn_keyring_keep_finish (wait_for (&result), error);
}

static gboolean
get (GFile *file, char **password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sgn_keyring_get_async (file, NULL, on_done, &result);
  return sgn_keyring_get_finish (wait_for (&result), password, error);
}

static gboolean
forget (GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sgn_keyring_forget_async (file, NULL, on_done, &result);
  return sgn_keyring_forget_finish (wait_for (&result), error);
}

static void
assert_has (GFile *file, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  char *password;

  g_assert_true (get (file, &password, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (password, ==, wanted);
  sgn_keyring_password_free (password);
}

static void
test_life (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/a/Größe.pfx");
  g_autoptr (GFile) other = g_file_new_for_path ("/b/Größe.pfx");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (look (file), ==, SGN_KEYRING_EMPTY);
  assert_has (file, NULL);
  g_assert_true (keep (file, "Grüße", &error));
  g_assert_no_error (error);
  g_assert_cmpint (look (file), ==, SGN_KEYRING_KEEPS);
  g_assert_cmpint (look (other), ==, SGN_KEYRING_EMPTY);
  assert_has (file, "Grüße");
  assert_has (other, NULL);
  g_assert_true (keep (file, "another", &error));
  g_assert_no_error (error);
  assert_has (file, "another");
  g_assert_true (forget (file, &error));
  g_assert_no_error (error);
  g_assert_cmpint (look (file), ==, SGN_KEYRING_EMPTY);
  assert_has (file, NULL);
  g_assert_true (forget (file, &error));
  g_assert_no_error (error);
}

static void
test_absent (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/a/key.pfx");
  g_autoptr (GError) error = NULL;
  char *password;

  g_assert_cmpint (look (file), ==, SGN_KEYRING_ABSENT);
  g_assert_false (keep (file, "secret", &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_KEYRING);
  g_clear_error (&error);
  g_assert_false (get (file, &password, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_KEYRING);
}

static void
test_cancelled (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/a/key.pfx");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *password;

  g_cancellable_cancel (cancellable);
  sgn_keyring_get_async (file, cancellable, on_done, &result);
  g_assert_false (sgn_keyring_get_finish (wait_for (&result), &password, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (is_expected ())
    g_test_add_func ("/keyring/life", test_life);
  else
    g_test_add_func ("/keyring/absent", test_absent);
  g_test_add_func ("/keyring/cancelled", test_cancelled);
  return g_test_run ();
}
