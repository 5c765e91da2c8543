/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/trust-lists/store.h"
#include "core/trust/windows/builtin.h"

static void
test_builtin (void)
{
  g_autoptr (SgnTrustStore) store = sgn_trust_store_open (NULL);
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();

  g_assert_no_error (store->trouble);
  g_assert_null (store->disallowed);
  g_assert_cmpint (store->states[SGN_TRUST_LIST_ROOTS].origin, ==, SGN_LIST_BUILTIN);
  g_assert_cmpint (store->states[SGN_TRUST_LIST_DISALLOWED].origin, ==, SGN_LIST_ABSENT);
  g_assert_cmpuint (sgn_root_list_get_size (store->roots), >, 300);
  g_assert_cmpint (sgn_anchors_get_source (anchors), ==, SGN_TRUST_NONE);
  sgn_trust_store_apply (store, anchors);
  g_assert_cmpint (sgn_anchors_get_source (anchors), ==, SGN_TRUST_WINDOWS);
  g_assert_cmpuint (sgn_anchors_get_size (anchors), ==, 0);
}

static void
test_damaged (void)
{
  g_autofree char *folder = g_dir_make_tmp ("signet-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "authroot.stl", NULL);
  g_autoptr (SgnTrustStore) store = NULL;

  g_assert_true (g_file_set_contents (path, "not a list", -1, NULL));
  store = sgn_trust_store_open (folder);
  g_assert_nonnull (store->trouble);
  g_assert_cmpint (store->states[SGN_TRUST_LIST_ROOTS].origin, ==, SGN_LIST_BUILTIN);
  g_assert_null (store->states[SGN_TRUST_LIST_ROOTS].fetched);
  g_unlink (path);
  g_rmdir (folder);
}

/* Each certificate is found by its name, and is the one that the list means. */
static void
test_every_certificate (void)
{
  g_autoptr (SgnRootList) list = sgn_root_list_new_builtin ();
  g_autoptr (GPtrArray) pinned = sgn_builtin_certificates_get_pinned ();
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();

  g_assert_cmpuint (pinned->len, ==, 3);
  sgn_anchors_set_windows (anchors, list);
  for (guint i = 0; i < pinned->len; i++) {
    X509 *x509 = sgn_certificate_get_x509 (pinned->pdata[i]);
    g_autoptr (GPtrArray) found = sgn_anchors_find (anchors, X509_get_subject_name (x509));

    g_assert_true (sgn_certificate_is_among (pinned->pdata[i], found));
    g_assert_true (sgn_anchors_contains (anchors, pinned->pdata[i]));
    g_assert_nonnull (sgn_anchors_find_listed (anchors, pinned->pdata[i]));
  }
  for (guint i = 0; i < sgn_root_list_get_size (list); i++)
    g_assert_true (sgn_builtin_certificates_have (sgn_root_list_get_roots (list)[i].sha256));
}

static void
test_unknown_subject (void)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  const char *const subjects[] = { "", "0", "\x30\x00", "\xff\xff\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++) {
    g_autoptr (GBytes) subject = g_bytes_new_static (subjects[i], strlen (subjects[i]));

    sgn_builtin_certificates_find (subject, found);
  }
  g_assert_cmpuint (found->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/built-in", test_builtin);
  g_test_add_func ("/store/damaged", test_damaged);
  g_test_add_func ("/store/every-certificate", test_every_certificate);
  g_test_add_func ("/store/unknown-subject", test_unknown_subject);
  return g_test_run ();
}
