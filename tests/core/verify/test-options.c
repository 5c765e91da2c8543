/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/verify/options.h"

/* Options with everything; @watched becomes NULL when their file is gone. */
static SgnVerifyOptions *
make_options (gpointer *watched)
{
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  SgnVerifyOptions *options = sgn_verify_options_new (anchors);

  g_assert_true (options->anchors == anchors);
  options->time = 1234;
  options->content = g_file_new_for_path ("/content");
  options->catalogs = sgn_catalogs_new ();
  options->revocation_lists = sgn_revocation_lists_new ();
  *watched = options->content;
  g_object_add_weak_pointer (*watched, watched);
  return options;
}

static void
test_empty (void)
{
  g_autoptr (SgnVerifyOptions) options = sgn_verify_options_new (NULL);

  g_assert_null (options->anchors);
  g_assert_cmpint (options->time, ==, 0);
  g_assert_null (options->content);
  g_assert_null (options->catalogs);
  g_assert_null (options->revocation_lists);
}

/* They hold their own reference to the anchors, and go with their last user. */
static void
test_counted (void)
{
  gpointer watched;
  SgnVerifyOptions *options = make_options (&watched);

  g_assert_true (sgn_verify_options_ref (options) == options);
  sgn_verify_options_unref (options);
  g_assert_nonnull (watched);
  g_assert_cmpuint (sgn_anchors_get_size (options->anchors), ==, 0);
  sgn_verify_options_unref (options);
  g_assert_null (watched);
}

/* All else is the same, and outlives the options it was copied from. */
static void
test_with_catalogs (void)
{
  gpointer watched;
  SgnVerifyOptions *options = make_options (&watched);
  SgnCatalogs *catalogs = sgn_catalogs_new ();
  SgnVerifyOptions *copy = sgn_verify_options_with_catalogs (options, catalogs);

  g_assert_true (copy->catalogs == catalogs);
  g_assert_true (options->catalogs != catalogs);
  g_assert_true (copy->anchors == options->anchors);
  g_assert_cmpint (copy->time, ==, 1234);
  g_assert_true (copy->content == options->content);
  g_assert_true (copy->revocation_lists == options->revocation_lists);
  sgn_catalogs_unref (catalogs);
  sgn_verify_options_unref (options);
  g_assert_nonnull (watched);
  g_assert_cmpuint (sgn_revocation_lists_get_size (copy->revocation_lists), ==, 0);
  g_assert_cmpuint (sgn_catalogs_get_reports (copy->catalogs)->len, ==, 0);
  sgn_verify_options_unref (copy);
  g_assert_null (watched);
}

static void
test_without_catalogs (void)
{
  gpointer watched;
  g_autoptr (SgnVerifyOptions) options = make_options (&watched);
  g_autoptr (SgnVerifyOptions) copy = sgn_verify_options_with_catalogs (options, NULL);

  g_assert_null (copy->catalogs);
  g_assert_nonnull (options->catalogs);
  g_object_remove_weak_pointer (watched, &watched);
}

/* Nothing is made up for what the first did not have. */
static void
test_bare (void)
{
  g_autoptr (SgnVerifyOptions) options = sgn_verify_options_new (NULL);
  g_autoptr (SgnVerifyOptions) copy = sgn_verify_options_with_catalogs (options, NULL);

  g_assert_true (copy != options);
  g_assert_null (copy->anchors);
  g_assert_null (copy->content);
  g_assert_null (copy->revocation_lists);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/options/empty", test_empty);
  g_test_add_func ("/options/counted", test_counted);
  g_test_add_func ("/options/with-catalogs", test_with_catalogs);
  g_test_add_func ("/options/without-catalogs", test_without_catalogs);
  g_test_add_func ("/options/bare", test_bare);
  return g_test_run ();
}
