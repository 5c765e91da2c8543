/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include <unistd.h>

#include "core/base/error.h"
#include "core/batch/batch.h"
#include "tests/support/samples.h"
#include "tests/support/test-ca.h"

#define N_FILES 12
#define BAD     5

typedef struct {
  char *dir;
  GPtrArray *jobs;
  TestCert *root;
  SgnSignRequest *request;
  GThread *thread; /* where properties must change */
  guint notified;
  gboolean done;
} Fixture;

static void
on_notify (SgnJob *job, GParamSpec *pspec, Fixture *self)
{
  g_assert_true (g_thread_self () == self->thread);
  self->notified++;
}

static void
add_file (Fixture *self, guint i)
{
  g_autofree char *name = g_strdup_printf ("%02u.exe", i);
  g_autofree char *path = g_build_filename (self->dir, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GBytes *bytes = sgn_sample_get_plain ("pe");
  gsize size = i == BAD ? 10 : g_bytes_get_size (bytes);
  SgnJob *job = sgn_job_new (file);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) size, NULL));
  g_signal_connect (job, "notify", G_CALLBACK (on_notify), self);
  g_ptr_array_add (self->jobs, job);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (TestCert) leaf = NULL;
  g_autoptr (SgnIdentity) identity = NULL;
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();

  self->dir = test_dir_new ();
  self->thread = g_thread_self ();
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->root = test_root_new ("Root");
  leaf = test_signer_new (self->root, "Example", "ec-p256");
  identity = test_identity_new (leaf, NULL);
  sgn_anchors_add (anchors, self->root->certificate);
  self->request = sgn_sign_request_new (identity, anchors);
  for (guint i = 0; i < N_FILES; i++)
    add_file (self, i);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->jobs);
  sgn_sign_request_unref (self->request);
  test_cert_free (self->root);
  test_dir_remove (self->dir);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  sgn_batch_finish (result, NULL);
  self->done = TRUE;
}

static void
wait_done (Fixture *self)
{
  while (!self->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
sign (Fixture *self, GPtrArray *jobs, guint threads, GCancellable *cancellable)
{
  const SgnBatchOptions options = { .request = self->request, .threads = threads };

  sgn_batch_sign_async (jobs, &options, cancellable, on_done, self);
  wait_done (self);
}

static void
test_one_bad (Fixture *self, gconstpointer data)
{
  sign (self, self->jobs, 4, NULL);
  for (guint i = 0; i < N_FILES; i++) {
    SgnJob *job = g_ptr_array_index (self->jobs, i);

    g_assert_cmpint (sgn_job_get_state (job), ==, i == BAD ? SGN_JOB_FAILED : SGN_JOB_DONE);
    if (i == BAD) {
      g_assert_cmpuint (sgn_job_get_error (job)->domain, ==, SGN_ERROR);
      continue;
    }
    g_assert_cmpint (sgn_job_get_report (job)->verdict, ==, SGN_VERDICT_VALID);
    g_assert_cmpint (sgn_job_get_step (job), ==, SGN_STEP_DONE);
    g_assert_cmpint (sgn_job_get_outcome (job)->action, ==, SGN_ACTION_SIGNED);
  }
  g_assert_cmpuint (self->notified, >, N_FILES);
}

/* All names of one file: replacing one must not look like a stranger's work on the others. */
static void
test_hard_links (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) first = g_object_ref (sgn_job_get_file (self->jobs->pdata[0]));

  for (guint i = 1; i < N_FILES; i++) {
    const char *path = g_file_peek_path (sgn_job_get_file (self->jobs->pdata[i]));

    g_assert_cmpint (unlink (path), ==, 0);
    g_assert_cmpint (link (g_file_peek_path (first), path), ==, 0);
  }
  sign (self, self->jobs, 4, NULL);
  for (guint i = 0; i < N_FILES; i++) {
    g_assert_no_error (sgn_job_get_error (self->jobs->pdata[i]));
    g_assert_cmpint (sgn_job_get_report (self->jobs->pdata[i])->verdict, ==, SGN_VERDICT_VALID);
  }
}

static void
test_verify (Fixture *self, gconstpointer data)
{
  SgnVerifyOptions *options = sgn_verify_options_new (self->request->anchors);

  options->revocation_lists = sgn_revocation_lists_new ();
  sgn_batch_verify_async (self->jobs, options, 0, NULL, on_done, self);
  sgn_verify_options_unref (options); /* The batch keeps what it needs. */
  wait_done (self);
  for (guint i = 0; i < N_FILES; i++) {
    SgnJob *job = g_ptr_array_index (self->jobs, i);

    g_assert_cmpint (sgn_job_get_state (job), ==, SGN_JOB_DONE);
    g_assert_cmpint (sgn_job_get_report (job)->verdict,
                     ==,
                     i == BAD ? SGN_VERDICT_UNREADABLE : SGN_VERDICT_UNSIGNED);
  }
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint cancelled = 0;

  g_cancellable_cancel (cancellable);
  sign (self, self->jobs, 1, cancellable);
  for (guint i = 0; i < N_FILES; i++)
    cancelled += sgn_job_get_state (g_ptr_array_index (self->jobs, i)) == SGN_JOB_CANCELLED;
  g_assert_cmpuint (cancelled, ==, N_FILES);
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  sign (self, none, 0, NULL);
}

#define ADD(path, func) g_test_add ("/batch/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-bad", test_one_bad);
  ADD ("verify", test_verify);
  ADD ("hard-links", test_hard_links);
  ADD ("cancel", test_cancel);
  ADD ("empty", test_empty);
  return g_test_run ();
}
