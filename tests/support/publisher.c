/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "tests/support/publisher.h"
#include "config.h"

#include <time.h>

#include <glib/gstdio.h>

Publisher *
publisher_new (void)
{
  Publisher *self = g_new0 (Publisher, 1);
  g_autoptr (TestCert) leaf = NULL;
  g_autoptr (SgnIdentity) identity = NULL;

  self->folder = test_dir_new ();
  self->root = test_root_new ("Root");
  self->anchors = sgn_anchors_new ();
  sgn_anchors_add (self->anchors, self->root->certificate);
  leaf = test_signer_new (self->root, "Example", NULL);
  identity = test_identity_new (leaf, NULL);
  self->request = sgn_sign_request_new (identity, self->anchors);
  return self;
}

Publisher *
publisher_new_welcome (void)
{
  Publisher *self = publisher_new ();
  const TestCertSpec spec = { .name = "Example",
                              .organization = "Example Software",
                              .key_type = "rsa-2048",
                              .usages = "codeSigning" };
  g_autoptr (TestCert) leaf = test_cert_new (self->root, &spec);

  g_clear_object (&self->request->identity);
  self->request->identity = test_identity_new (leaf, NULL);
  return self;
}

void
publisher_free (Publisher *self)
{
  sgn_sign_request_unref (self->request);
  sgn_anchors_unref (self->anchors);
  test_cert_free (self->root);
  test_dir_remove (self->folder);
  g_free (self);
}

GFile *
publisher_add_file (Publisher *self, const char *name, GBytes *content)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path,
                            g_bytes_get_data (content, NULL),
                            (gssize) g_bytes_get_size (content),
                            G_FILE_SET_CONTENTS_CONSISTENT,
                            0644,
                            &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

guint
publisher_count_files (Publisher *self)
{
  GDir *dir = g_dir_open (self->folder, 0, NULL);
  guint count = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    count++;
  g_dir_close (dir);
  return count;
}

GBytes *
publisher_load (GFile *file)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_file_load_bytes (file, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

GBytes *
publisher_sign (Publisher *self, GBytes *plain)
{
  const char *name = self->file_name != NULL ? self->file_name : "to-sign";
  g_autoptr (GFile) file = publisher_add_file (self, name, plain);
  g_autoptr (SgnOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  outcome = sgn_sign_file (file, self->request, NULL, NULL, &error);
  g_assert_no_error (error);
  bytes = publisher_load (file);
  g_assert_cmpint (g_remove (g_file_peek_path (file)), ==, 0);
  return bytes;
}

SgnReport *
publisher_verify (Publisher *self, GBytes *bytes)
{
  const SgnVerifyOptions options = { .anchors = self->anchors };
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);
  g_autoptr (GError) error = NULL;
  SgnReport *report;

  sgn_input_set_name (input, self->file_name);
  report = sgn_verify_input (input, "file", &options, NULL, &error);
  g_assert_no_error (error);
  return report;
}

double
publisher_get_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

SgnVerdict
publisher_judge (Publisher *self, GBytes *bytes)
{
  double start = publisher_get_seconds ();
  g_autoptr (SgnReport) report = publisher_verify (self, bytes);

  g_assert_cmpfloat (publisher_get_seconds () - start, <, PUBLISHER_SECONDS_MAX);
  return report->verdict;
}
