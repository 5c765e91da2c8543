/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/commands/edit.h"

#include <glib/gi18n.h>

#include "app/cli/commands/run.h"
#include "app/cli/options/options.h"
#include "app/cli/options/output.h"
#include "app/cli/options/trust.h"

#define MAX_GROUPS 10

static struct {
  int index;
  SgnOutput output;
  char **files;
} options = { .index = -1 };

static const GOptionEntry index_entries[] = {
  { "index",
    0,
    0,
    G_OPTION_ARG_INT,
    &options.index,
    N_ ("Only this signature, counted from 0 as “verify” lists them"),
    N_ ("N") },
  { NULL },
};

static const GOptionEntry json_entries[] = {
  { "json",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.output.json,
    N_ ("Print one JSON object per file"),
    NULL },
  { NULL },
};

static const GOptionEntry file_entries[] = {
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files, NULL, NULL },
  { NULL },
};

/* An error message or NULL. */
static const char *
check (gboolean one_file)
{
  if (options.files == NULL)
    return _ ("At least one file is needed.");
  if (one_file && options.files[1] != NULL)
    return _ ("This command takes one file.");
  if (options.index < -1)
    return _ ("--index counts from 0.");
  sgn_output_options_drop_repeated (options.files);
  return sgn_output_options_check ();
}

gboolean
sgn_edit_parse (const SgnEditCommand *self, int argc, char **argv)
{
  const GOptionEntry *groups[MAX_GROUPS] = { NULL };
  const char *complaint;
  gsize n = 0;

  for (; self->groups[n] != NULL; n++)
    groups[n] = self->groups[n];
  g_assert (n + 7 <= MAX_GROUPS);
  if (!self->extracts) {
    groups[n++] = sgn_output_options_get_entries ();
    groups[n++] = sgn_output_options_get_backup_entries ();
    groups[n++] = sgn_trust_options_get_entries ();
    groups[n++] = sgn_trust_options_get_list_entries ();
  }
  groups[n++] = json_entries;
  groups[n++] = file_entries;
  if (!sgn_options_parse (self->command, self->arguments, groups, argc, argv))
    return FALSE;
  complaint = check (self->one_file);
  if (complaint != NULL)
    sgn_options_complain (self->command, complaint);
  return complaint == NULL;
}

const GOptionEntry *
sgn_edit_get_index_entries (void)
{
  return index_entries;
}

int
sgn_edit_get_index (void)
{
  return options.index;
}

char **
sgn_edit_get_files (void)
{
  return options.files;
}

const SgnOutput *
sgn_edit_get_output (void)
{
  return &options.output;
}

typedef struct {
  const SgnEdit *edit;
  GPtrArray *jobs; /* of SgnJob */
} Work;

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *self = data;

  for (guint i = 0; i < self->jobs->len; i++)
    sgn_job_run (self->jobs->pdata[i], self->edit->func, self->edit->data, cancellable);
  g_task_return_boolean (task, TRUE);
}

static gpointer
copy_job (gconstpointer job, gpointer user_data)
{
  return g_object_ref ((gpointer) job);
}

static void
start (GPtrArray *jobs,
       gpointer data,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *self = data;

  g_task_set_source_tag (task, start);
  g_task_set_check_cancellable (task, FALSE);
  self->jobs = g_ptr_array_copy (jobs, copy_job, NULL);
  for (guint i = 0; i < jobs->len; i++)
    sgn_job_begin (jobs->pdata[i]);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, work);
}

SgnExit
sgn_edit_run (const SgnEdit *self)
{
  g_autoptr (SgnPlaces) places = sgn_places_new ();
  g_autoptr (GError) error = NULL;
  Work data = { .edit = self };
  SgnExit status;

  sgn_places_read (places, self->input);
  sgn_trust_options_add_places (places);
  self->request->anchors = sgn_trust_options_load (&error);
  if (self->request->anchors == NULL ||
      !sgn_output_options_apply (options.files, places, self->request, &error))
    return sgn_options_complain (self->command, error->message);
  status = sgn_run_jobs (options.files, start, &data, &options.output);
  g_clear_pointer (&data.jobs, g_ptr_array_unref);
  return status;
}
