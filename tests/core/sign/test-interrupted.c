/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-interrupted"

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/batch/batch.h"
#include "tests/support/publisher.h"
#include "tests/support/samples.h"
#include "tests/support/zip-sample.h"

/* Whatever comes between, a file is what it was or what it shall be. */

#define LARGE    ((gsize) 10 * 1024 * 1024)
#define N_FILES  6
#define N_ROUNDS 40
#define N_KILLS  25
#define N_DEEP   12

/* A program with much behind it, so that there is a middle to be interrupted in. */
static GBytes *
make_program (gsize size)
{
  GBytes *plain = sgn_sample_get_plain ("pe");
  gsize head;
  gconstpointer data = g_bytes_get_data (plain, &head);
  guint8 *octets = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    octets[i] = (guint8) (i * 31 + i / 509);
  memcpy (octets, data, head);
  return g_bytes_new_take (octets, size);
}

typedef struct {
  GFile *file;
  void (*disturb) (GFile *file);
  guint count;
  GCancellable *cancellable;
} Disturbance;

static void
on_hashed (guint64 done, guint64 total, gpointer user_data)
{
  Disturbance *self = user_data;

  if (self->count++ > 0)
    return;
  if (self->disturb != NULL)
    self->disturb (self->file);
  g_cancellable_cancel (self->cancellable);
}

static void
shrink (GFile *file)
{
  g_assert_cmpint (truncate (g_file_peek_path (file), LARGE / 4), ==, 0);
}

static void
overwrite (GFile *file)
{
  int fd = open (g_file_peek_path (file), O_WRONLY | O_CLOEXEC);

  g_usleep (20000); /* the clock of the file system ticks in these steps */
  g_assert_cmpint (pwrite (fd, "changed", 7, LARGE - 7), ==, 7);
  close (fd);
}

static void
replace (GFile *file)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (g_file_peek_path (file), "another file", -1, &error);
  g_assert_no_error (error);
}

static void
take_away (GFile *file)
{
  g_assert_cmpint (g_remove (g_file_peek_path (file)), ==, 0);
}

static void (*const disturbances[]) (GFile *file) = { shrink, overwrite, replace, take_away };

static void
test_changed_while_read (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  const SgnVerifyOptions options = { .anchors = publisher->anchors };
  g_autoptr (GBytes) plain = make_program (LARGE);

  for (guint i = 0; i < G_N_ELEMENTS (disturbances); i++) {
    g_autoptr (GFile) file = publisher_add_file (publisher, "a.exe", plain);
    Disturbance disturbance = { file, disturbances[i], 0, NULL };
    g_autoptr (SgnReport) report = NULL;
    g_autoptr (GError) error = NULL;

    report = sgn_verify_file (file, &options, on_hashed, &disturbance, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (disturbance.count, >, 0);
    g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNREADABLE);
    g_assert_error (report->error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
  }
}

static void
test_changed_while_signed (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) plain = make_program (LARGE);

  for (guint i = 0; i < G_N_ELEMENTS (disturbances); i++) {
    g_autoptr (GFile) file = publisher_add_file (publisher, "a.exe", plain);
    g_autoptr (GFile) same = publisher_add_file (publisher, "b.exe", plain);
    Disturbance disturbance = { file, disturbances[i], 0, NULL };
    const SgnSignProgress progress = { .hashed = on_hashed, .user_data = &disturbance };
    g_autoptr (GError) error = NULL;

    g_assert_null (sgn_sign_file (file, publisher->request, &progress, NULL, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
    disturbances[i](same);
    g_assert_cmpint (g_file_query_exists (file, NULL), ==, g_file_query_exists (same, NULL));
    if (g_file_query_exists (file, NULL)) {
      g_autoptr (GBytes) left = publisher_load (file);
      g_autoptr (GBytes) expected = publisher_load (same);

      g_assert_true (g_bytes_equal (left, expected));
    }
    g_remove (g_file_peek_path (same));
    g_assert_cmpuint (publisher_count_files (publisher),
                      ==,
                      g_file_query_exists (file, NULL) ? 1 : 0);
  }
}

static void
test_cancelled_while_hashed (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) plain = make_program (LARGE);
  g_autoptr (GFile) file = publisher_add_file (publisher, "a.exe", plain);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Disturbance disturbance = { file, NULL, 0, cancellable };
  const SgnSignProgress progress = { .hashed = on_hashed, .user_data = &disturbance };
  g_autoptr (GBytes) left = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_sign_file (file, publisher->request, &progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  left = publisher_load (file);
  g_assert_true (g_bytes_equal (left, plain));
  g_assert_cmpuint (publisher_count_files (publisher), ==, 1);
}

static gboolean
is_complete (Publisher *publisher, GBytes *bytes)
{
  g_autoptr (SgnReport) report = publisher_verify (publisher, bytes);

  return report->verdict == SGN_VERDICT_VALID;
}

/* A package with a program in it. */
static GBytes *
make_package (GBytes *program)
{
  g_autoptr (ZipSample) zip = zip_sample_new ();

  zip_sample_add (zip, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n", 0);
  zip_sample_add_bytes (zip, "native/a.dll", program, 0);
  return zip_sample_build (zip);
}

typedef struct {
  GTimer *timer;
  double cancel_at; /* seconds since its beginning */
  GCancellable *cancellable;
  gint is_done;
} Alarm;

static gpointer
wait_and_cancel (gpointer user_data)
{
  Alarm *self = user_data;

  while (!g_atomic_int_get (&self->is_done) &&
         g_timer_elapsed (self->timer, NULL) < self->cancel_at)
    g_usleep (200);
  g_cancellable_cancel (self->cancellable);
  return NULL;
}

/* Signs the package and what is in it; cancelled after so many seconds. */
static gboolean
sign_deep (Publisher *publisher, GFile *file, double cancel_at, double *elapsed)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Alarm alarm = { timer, cancel_at, cancellable, FALSE };
  GThread *thread = g_thread_new ("alarm", wait_and_cancel, &alarm);
  g_autoptr (SgnOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  outcome = sgn_sign_file (file, publisher->request, NULL, cancellable, &error);
  *elapsed = g_timer_elapsed (timer, NULL);
  g_atomic_int_set (&alarm.is_done, TRUE);
  g_thread_join (thread);
  if (outcome == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return outcome != NULL;
}

/* At moments all over the time it takes: while the program is taken out, signed and packed, while
 * the package is signed and written. */
static void
test_cancelled_deep (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) program = make_program (LARGE / 2);
  g_autoptr (GBytes) plain = make_package (program);
  g_autoptr (GFile) whole = publisher_add_file (publisher, "whole.jar", plain);
  guint cancelled = 0;
  double all, elapsed;

  publisher->request->deep = TRUE;
  g_assert_true (sign_deep (publisher, whole, G_MAXDOUBLE, &all));
  for (guint i = 0; i < N_DEEP; i++) {
    g_autoptr (GFile) file = publisher_add_file (publisher, "a.jar", plain);
    gboolean complete = sign_deep (publisher, file, all * i / N_DEEP, &elapsed);
    g_autoptr (GBytes) left = publisher_load (file);

    g_assert_cmpuint (publisher_count_files (publisher), ==, 2);
    if (complete) {
      g_assert_true (is_complete (publisher, left));
      continue;
    }
    g_assert_true (g_bytes_equal (left, plain));
    cancelled++;
  }
  g_test_message ("%u of %d cancelled", cancelled, N_DEEP);
  g_assert_cmpuint (cancelled, >, 0);
}

static void
set_file_limit (rlim_t limit, struct rlimit *old)
{
  struct rlimit tight;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, old), ==, 0);
  tight = *old;
  tight.rlim_cur = limit;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
}

/* Room for the octets of the file, but not for its signature; then not even for those. */
static void
test_disk_full (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) plain = make_program (LARGE);
  g_autoptr (GFile) file = publisher_add_file (publisher, "a.exe", plain);
  const rlim_t limits[] = { LARGE + 8, LARGE / 2, 1 };

  signal (SIGXFSZ, SIG_IGN);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++) {
    g_autoptr (SgnOutcome) outcome = NULL;
    g_autoptr (GBytes) left = NULL;
    g_autoptr (GError) error = NULL;
    struct rlimit old;

    set_file_limit (limits[i], &old);
    outcome = sgn_sign_file (file, publisher->request, NULL, NULL, &error);
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
    g_assert_null (outcome);
    g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
    left = publisher_load (file);
    g_assert_true (g_bytes_equal (left, plain));
    g_assert_cmpuint (publisher_count_files (publisher), ==, 1);
  }
  signal (SIGXFSZ, SIG_DFL);
}

static void
on_batch_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  sgn_batch_finish (result, NULL);
  *(gboolean *) user_data = TRUE;
}

typedef struct {
  guint left; /* notifications until it is cancelled */
  GCancellable *cancellable;
} Countdown;

static void
on_notify (SgnJob *job, GParamSpec *pspec, Countdown *self)
{
  if (self->left > 0 && --self->left == 0)
    g_cancellable_cancel (self->cancellable);
}

/* One batch, cancelled after so many steps; adds to what became of its files. */
static void
cancel_batch (Publisher *publisher, GBytes *plain, guint steps, guint counts[2])
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const SgnBatchOptions options = { .request = publisher->request, .threads = 2 };
  Countdown countdown = { steps, cancellable };
  gboolean done = FALSE;

  for (guint i = 0; i < N_FILES; i++) {
    g_autofree char *name = g_strdup_printf ("%u.exe", i);
    g_autoptr (GFile) file = publisher_add_file (publisher, name, plain);

    g_ptr_array_add (jobs, sgn_job_new (file));
    g_signal_connect (jobs->pdata[i], "notify", G_CALLBACK (on_notify), &countdown);
  }
  sgn_batch_sign_async (jobs, &options, cancellable, on_batch_done, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (publisher_count_files (publisher), ==, N_FILES);
  for (guint i = 0; i < N_FILES; i++) {
    SgnJobState state = sgn_job_get_state (jobs->pdata[i]);
    g_autoptr (GBytes) left = publisher_load (sgn_job_get_file (jobs->pdata[i]));
    gboolean complete = is_complete (publisher, left);

    g_assert_true (complete || g_bytes_equal (left, plain));
    g_assert_cmpint (state, ==, complete ? SGN_JOB_DONE : SGN_JOB_CANCELLED);
    counts[complete ? 1 : 0]++;
  }
}

static void
test_cancelled_batch (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) plain = make_program (300 * 1024);
  guint counts[2] = { 0 };

  for (guint i = 0; i < N_ROUNDS; i++)
    cancel_batch (publisher, plain, i, counts);
  g_test_message ("%u files as they were, %u signed", counts[0], counts[1]);
  g_assert_cmpuint (counts[0], >, 0);
  g_assert_cmpuint (counts[1], >, 0);
}

/* Signs the file over and over until it is killed. */
static void
sign_forever (Publisher *publisher, GFile *file)
{
  for (;;) {
    g_autoptr (SgnOutcome) outcome = sgn_sign_file (file, publisher->request, NULL, NULL, NULL);

    if (outcome == NULL)
      _exit (1);
  }
}

static void
kill_after (Publisher *publisher, GFile *file, gulong microseconds)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    sign_forever (publisher, file);
  g_usleep (microseconds);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

static gboolean
knows_nameless_files (Publisher *publisher)
{
  int fd = open (publisher->folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);

  if (fd >= 0)
    close (fd);
  return fd >= 0;
}

/* What is left of a copy lies under a name of its own, and that for a moment only. */
static void
test_killed (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) plain = make_program (LARGE / 2);
  guint old = 0;
  guint copies;

  publisher->request->existing = SGN_EXISTING_REPLACE;
  for (guint i = 0; i < N_KILLS; i++) {
    g_autoptr (GFile) file = publisher_add_file (publisher, "a.exe", plain);
    g_autoptr (GBytes) left = NULL;

    kill_after (publisher, file, i * 2500);
    left = publisher_load (file);
    if (g_bytes_equal (left, plain))
      old++;
    else
      g_assert_true (is_complete (publisher, left));
  }
  copies = publisher_count_files (publisher) - 1;
  g_test_message ("%u times the original, %u times signed, %u copies left",
                  old,
                  N_KILLS - old,
                  copies);
  if (knows_nameless_files (publisher))
    g_assert_cmpuint (copies, <=, N_KILLS / 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interrupted/killed", test_killed); /* forks, so before there are threads */
  g_test_add_func ("/interrupted/changed-while-read", test_changed_while_read);
  g_test_add_func ("/interrupted/changed-while-signed", test_changed_while_signed);
  g_test_add_func ("/interrupted/cancelled-while-hashed", test_cancelled_while_hashed);
  g_test_add_func ("/interrupted/cancelled-deep", test_cancelled_deep);
  g_test_add_func ("/interrupted/disk-full", test_disk_full);
  g_test_add_func ("/interrupted/cancelled-batch", test_cancelled_batch);
  return g_test_run ();
}
