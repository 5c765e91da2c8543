/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "core/base/error.h"
#include "core/batch/batch.h"
#include "tests/support/samples.h"
#include "tests/support/test-ca.h"
#include "tests/support/time-server.h"

#define N_FILES 3

static TestTimeServer *server;

typedef struct {
  char *dir;
  GPtrArray *jobs;
  TestCert *root;
  SgnSignRequest *request;
  SgnHistory *history;
  gboolean done;
} Fixture;

static void
add_file (Fixture *self, guint i)
{
  g_autofree char *name = g_strdup_printf ("%u.exe", i);
  g_autoptr (GFile) file = g_file_new_build_filename (self->dir, name, NULL);
  GBytes *bytes = sgn_sample_get_plain ("pe");

  g_assert_true (g_file_set_contents (g_file_peek_path (file),
                                      g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes),
                                      NULL));
  g_ptr_array_add (self->jobs, sgn_job_new (file));
}

static SgnAnchors *
make_anchors (Fixture *self)
{
  g_autofree char *path = test_time_server_get_root (server);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  SgnAnchors *anchors = sgn_anchors_new ();

  sgn_anchors_add (anchors, self->root->certificate);
  g_assert_true (sgn_anchors_add_path (anchors, file, &error));
  g_assert_no_error (error);
  return anchors;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (TestCert) leaf = NULL;
  g_autoptr (SgnIdentity) identity = NULL;
  g_autoptr (SgnAnchors) anchors = NULL;
  g_autoptr (GFile) database = NULL;

  self->dir = test_dir_new ();
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->root = test_root_new ("Root");
  leaf = test_signer_new (self->root, "Example", "ec-p256");
  identity = test_identity_new (leaf, NULL);
  anchors = make_anchors (self);
  self->request = sgn_sign_request_new (identity, anchors);
  database = g_file_new_build_filename (self->dir, "history.db", NULL);
  self->history = sgn_history_new (database);
  for (guint i = 0; i < N_FILES; i++)
    add_file (self, i);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  sgn_history_close (self->history);
  sgn_history_unref (self->history);
  g_ptr_array_unref (self->jobs);
  sgn_sign_request_unref (self->request);
  test_cert_free (self->root);
  test_dir_remove (self->dir);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_batch_finish (result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
wait_done (Fixture *self)
{
  while (!self->done)
    g_main_context_iteration (NULL, TRUE);
  self->done = FALSE;
}

static void
sign (Fixture *self)
{
  const SgnBatchOptions options = { self->request, self->history, 2 };

  sgn_batch_sign_async (self->jobs, &options, NULL, on_done, &self->done);
  wait_done (self);
}

static void
stamp (Fixture *self, const char *const *paths)
{
  const SgnBatchOptions options = { self->request, self->history, 2 };

  for (guint i = 0; paths[i] != NULL; i++) {
    g_autofree char *uri = test_time_server_get_uri (server, paths[i]);

    g_ptr_array_add (self->request->timestamp_servers,
                     sgn_timestamp_server_new (paths[i], paths[i], uri, 0));
  }
  sgn_batch_timestamp_async (self->jobs, &options, NULL, on_done, &self->done);
  wait_done (self);
}

static guint
count_due (Fixture *self)
{
  const SgnHistoryFilter filter = { .timestamps_due = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = sgn_history_find (self->history, &filter, &error);

  g_assert_no_error (error);
  return found->len;
}

/* What a widget bound to the job shows is what its functions say. */
static void
assert_properties (SgnJob *job)
{
  g_autoptr (SgnTimestampServer) asked = NULL;
  g_autoptr (SgnReport) report = NULL;
  guint state = 99;
  guint step = 99;
  guint seconds = 99;
  double fraction = -1;

  g_object_get (job,
                "state",
                &state,
                "step",
                &step,
                "fraction",
                &fraction,
                "server",
                &asked,
                "wait-seconds",
                &seconds,
                "report",
                &report,
                NULL);
  g_assert_cmpuint (state, ==, sgn_job_get_state (job));
  g_assert_cmpuint (step, ==, sgn_job_get_step (job));
  g_assert_cmpfloat (fraction, ==, sgn_job_get_fraction (job));
  g_assert_cmpuint (seconds, ==, sgn_job_get_wait_seconds (job));
  g_assert_true (asked == sgn_job_get_server (job));
  g_assert_true (report == sgn_job_get_report (job));
}

/* Timestamps that were left for later: the history knows for which files, and no longer when they
 * are there. A server that refused is named. */
static void
test_later (Fixture *self, gconstpointer data)
{
  static const char *const paths[] = { "reject", "ok", NULL };

  sign (self);
  g_assert_cmpuint (count_due (self), ==, N_FILES);
  stamp (self, paths);
  for (guint i = 0; i < N_FILES; i++) {
    SgnJob *job = self->jobs->pdata[i];
    GPtrArray *errors = sgn_job_get_timestamp_errors (job);

    g_assert_no_error (sgn_job_get_error (job));
    g_assert_cmpint (sgn_job_get_outcome (job)->action, ==, SGN_ACTION_TIMESTAMPED);
    g_assert_true (sgn_job_get_report (job)->headline->timestamp->counts);
    g_assert_cmpuint (errors->len, ==, 1);
    g_assert_true (g_error_matches (errors->pdata[0], SGN_ERROR, SGN_ERROR_TS_REFUSED));
    assert_properties (job);
  }
  g_assert_cmpuint (count_due (self), ==, 0);
}

/* A job that is run again starts without what it said before. */
static void
test_again (Fixture *self, gconstpointer data)
{
  static const char *const bad[] = { "reject", NULL };
  static const char *const good[] = { "ok", NULL };

  sign (self);
  stamp (self, bad);
  for (guint i = 0; i < N_FILES; i++) {
    SgnJob *job = self->jobs->pdata[i];

    g_assert_cmpint (sgn_job_get_state (job), ==, SGN_JOB_FAILED);
    g_assert_error (sgn_job_get_error (job), SGN_ERROR, SGN_ERROR_TS_REFUSED);
    assert_properties (job);
  }
  g_assert_cmpuint (count_due (self), ==, N_FILES);
  g_ptr_array_set_size (self->request->timestamp_servers, 0);
  stamp (self, good);
  for (guint i = 0; i < N_FILES; i++) {
    SgnJob *job = self->jobs->pdata[i];

    g_assert_cmpint (sgn_job_get_state (job), ==, SGN_JOB_DONE);
    g_assert_no_error (sgn_job_get_error (job));
    g_assert_cmpuint (sgn_job_get_timestamp_errors (job)->len, ==, 0);
  }
}

#define ADD(path, func)                                                                            \
  g_test_add ("/batch/timestamps/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server = test_time_server_start ();
  ADD ("later", test_later);
  ADD ("again", test_again);
  status = g_test_run ();
  test_time_server_stop (server);
  return status;
}
