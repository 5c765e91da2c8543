/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <stdio.h>

#include <glib/gi18n.h>

#include "app/cli/commands/history.h"
#include "app/cli/commands/run.h"
#include "app/cli/console/command.h"
#include "app/cli/console/exit-status.h"
#include "app/cli/options/options.h"
#include "app/cli/options/output.h"
#include "app/cli/options/timestamp.h"
#include "app/cli/options/trust.h"
#include "core/base/error.h"
#include "core/history/history.h"
#include "core/identity/make/save.h"
#include "core/io/input.h"
#include "core/sign/edit.h"
#include "core/words/json.h"

/* Options shared by the four commands for existing signatures. */
static struct {
  int index;
  char **timestamps;
  char *signature;
  gboolean replace;
  char *target; /* for extract */
  gboolean force;
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

static const GOptionEntry extract_entries[] = {
  { "output",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.target,
    N_ ("File for the signature"),
    N_ ("FILE") },
  { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, N_ ("Replace files that exist"), NULL },
  { NULL },
};

static const GOptionEntry timestamp_entries[] = {
  { "timestamp",
    0,
    0,
    G_OPTION_ARG_STRING_ARRAY,
    &options.timestamps,
    N_ ("Timestamp server; may be repeated, asked in order"),
    "auto|URL" },
  { "replace",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.replace,
    N_ ("Also replace existing timestamps"),
    NULL },
  { NULL },
};

static const GOptionEntry attach_entries[] = {
  { "signature",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.signature,
    N_ ("The signature to put into the file, DER or PEM"),
    N_ ("FILE") },
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

/* What to do with each file. */
typedef struct {
  SgnSignRequest *request;
  GBytes *signature;
  SgnJobFunc func;
  GPtrArray *jobs;
} Edit;

static SgnOutcome *
timestamp (GFile *file,
           gpointer data,
           const SgnSignProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  Edit *edit = data;
  SgnOutcome *outcome;

  outcome = sgn_timestamp_file (file, options.index, edit->request, progress, cancellable, error);
  if (outcome != NULL)
    sgn_history_add_timestamp (sgn_history_get_default (), outcome);
  return outcome;
}

static SgnOutcome *
remove_signature (GFile *file,
                  gpointer data,
                  const SgnSignProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  Edit *edit = data;

  return sgn_remove_signature (file, options.index, edit->request, cancellable, error);
}

static SgnOutcome *
attach (GFile *file,
        gpointer data,
        const SgnSignProgress *progress,
        GCancellable *cancellable,
        GError **error)
{
  Edit *edit = data;

  return sgn_attach_signature (file, edit->signature, edit->request, cancellable, error);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Edit *edit = data;

  for (guint i = 0; i < edit->jobs->len; i++)
    sgn_job_run (edit->jobs->pdata[i], edit->func, edit, cancellable);
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
  Edit *edit = data;

  g_task_set_source_tag (task, start);
  g_task_set_check_cancellable (task, FALSE);
  edit->jobs = g_ptr_array_copy (jobs, copy_job, NULL);
  for (guint i = 0; i < jobs->len; i++)
    sgn_job_begin (jobs->pdata[i]);
  g_task_set_task_data (task, edit, NULL);
  g_task_run_in_thread (task, work);
}

static SgnExit
run_edit (const SgnCommand *self, Edit *edit)
{
  g_autoptr (SgnPlaces) places = sgn_places_new ();
  g_autoptr (GError) error = NULL;
  SgnExit status;

  sgn_places_read (places, options.signature);
  sgn_trust_options_add_places (places);
  edit->request->anchors = sgn_trust_options_load (&error);
  if (edit->request->anchors == NULL ||
      !sgn_output_options_apply (options.files, places, edit->request, &error))
    return sgn_options_complain (self, error->message);
  status = sgn_run_jobs (options.files, start, edit, &options.output);
  g_clear_pointer (&edit->jobs, g_ptr_array_unref);
  return status;
}

/* An error message or NULL. */
static const char *
check_common (gboolean one_file)
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

static SgnExit
run_timestamp (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_timestamp;
  const GOptionEntry *const groups[] = { timestamp_entries,
                                         sgn_timestamp_options_get_patience_entries (),
                                         index_entries,
                                         sgn_output_options_get_entries (),
                                         sgn_output_options_get_backup_entries (),
                                         sgn_trust_options_get_entries (),
                                         json_entries,
                                         file_entries,
                                         NULL };
  g_autoptr (SgnSignRequest) request = sgn_sign_request_new (NULL, NULL);
  g_autoptr (GPtrArray) servers = NULL;
  g_autoptr (GError) error = NULL;
  Edit edit = { .request = request, .func = timestamp };
  const char *complaint;

  if (!sgn_options_parse (self, _ ("FILE…"), groups, argc, argv))
    return SGN_EXIT_USAGE;
  if (check_common (FALSE) != NULL)
    return sgn_options_complain (self, check_common (FALSE));
  complaint = sgn_timestamp_options_fill_patience (&request->patience);
  if (complaint != NULL)
    return sgn_options_complain (self, complaint);
  servers = sgn_timestamp_options_load (options.timestamps, &error);
  if (servers == NULL)
    return sgn_options_complain (self, error->message);
  if (servers->len == 0)
    return sgn_options_complain (self, _ ("A timestamp server is needed."));
  g_ptr_array_unref (request->timestamp_servers);
  request->timestamp_servers = g_steal_pointer (&servers);
  request->timestamp_replace = options.replace;
  return sgn_history_tell (run_edit (self, &edit));
}

static SgnExit
run_remove (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_remove;
  const GOptionEntry *const groups[] = { index_entries,
                                         sgn_output_options_get_entries (),
                                         sgn_output_options_get_backup_entries (),
                                         sgn_trust_options_get_entries (),
                                         json_entries,
                                         file_entries,
                                         NULL };
  g_autoptr (SgnSignRequest) request = sgn_sign_request_new (NULL, NULL);
  Edit edit = { .request = request, .func = remove_signature };

  if (!sgn_options_parse (self, _ ("FILE…"), groups, argc, argv))
    return SGN_EXIT_USAGE;
  if (check_common (FALSE) != NULL)
    return sgn_options_complain (self, check_common (FALSE));
  return run_edit (self, &edit);
}

static GBytes *
read_signature (GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (options.signature);
  g_autoptr (SgnInput) input = sgn_input_new_for_file (file, error);

  return input != NULL ? sgn_input_read_bytes (input, 0, sgn_input_get_size (input), error) : NULL;
}

static SgnExit
run_attach (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_attach;
  const GOptionEntry *const groups[] = { attach_entries,
                                         sgn_output_options_get_entries (),
                                         sgn_output_options_get_backup_entries (),
                                         sgn_trust_options_get_entries (),
                                         json_entries,
                                         file_entries,
                                         NULL };
  g_autoptr (SgnSignRequest) request = sgn_sign_request_new (NULL, NULL);
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GError) error = NULL;
  Edit edit = { .request = request, .func = attach };

  if (!sgn_options_parse (self, _ ("--signature FILE FILE"), groups, argc, argv))
    return SGN_EXIT_USAGE;
  if (check_common (TRUE) != NULL)
    return sgn_options_complain (self, check_common (TRUE));
  if (options.signature == NULL)
    return sgn_options_complain (self, _ ("--signature is needed."));
  signature = read_signature (&error);
  if (signature == NULL)
    return sgn_output_finish (sgn_output_error (&options.output, options.signature, error));
  edit.signature = signature;
  return run_edit (self, &edit);
}

static gboolean
is_standard_output (void)
{
  return g_str_equal (options.target, "-");
}

static gboolean
check_target (GFile *file, GError **error)
{
  g_autoptr (SgnPlaces) places = sgn_places_new ();
  g_autoptr (GFile) target = NULL;

  if (is_standard_output ())
    return TRUE;
  target = g_file_new_for_path (options.target);
  sgn_places_read_input (places, file);
  sgn_places_write (places, target, NULL);
  return sgn_places_check (places, error);
}

static gboolean
write_signature (GBytes *signature, GError **error)
{
  g_autoptr (GFile) target = NULL;
  gsize size;
  const char *data = g_bytes_get_data (signature, &size);

  if (is_standard_output ())
    return fwrite (data, 1, size, stdout) == size;
  target = g_file_new_for_path (options.target);
  return sgn_save (target, signature, options.force ? SGN_SAVE_OVERWRITE : SGN_SAVE_NONE, error);
}

static void
print_extracted (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sgn_json_add_path (builder, "file", options.files[0]);
  sgn_json_add_path (builder, "output", options.target);
  sgn_json_add_error (builder, "error", NULL);
  json_builder_end_object (builder);
  sgn_output_object (builder);
}

static SgnExit
run_extract (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_extract;
  const GOptionEntry *const groups[] = { index_entries,
                                         extract_entries,
                                         json_entries,
                                         file_entries,
                                         NULL };
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GError) error = NULL;

  if (!sgn_options_parse (self, _ ("--output FILE FILE"), groups, argc, argv))
    return SGN_EXIT_USAGE;
  if (check_common (TRUE) != NULL)
    return sgn_options_complain (self, check_common (TRUE));
  if (options.target == NULL)
    return sgn_options_complain (self, _ ("--output is needed."));
  if (options.output.json && g_str_equal (options.target, "-"))
    return sgn_options_complain (self, _ ("--json needs an --output that is a file."));
  file = g_file_new_for_path (options.files[0]);
  if (!check_target (file, &error))
    return sgn_options_complain (self, error->message);
  signature = sgn_extract_signature (file, options.index, &error);
  if (signature == NULL || !write_signature (signature, &error)) {
    if (error != NULL)
      sgn_output_refuse (&options.output, "file", options.files[0], error);
    return sgn_output_finish (SGN_EXIT_FAILED);
  }
  if (options.output.json)
    print_extracted ();
  return sgn_output_finish (SGN_EXIT_GOOD);
}

const SgnCommand sgn_command_timestamp = {
  .name = "timestamp",
  .summary = N_ ("Add or replace the timestamp of existing signatures"),
  .run = run_timestamp,
};

const SgnCommand sgn_command_remove = {
  .name = "remove",
  .summary = N_ ("Remove signatures"),
  .run = run_remove,
};

const SgnCommand sgn_command_extract = {
  .name = "extract",
  .summary = N_ ("Copy a signature out of a file"),
  .run = run_extract,
};

const SgnCommand sgn_command_attach = {
  .name = "attach",
  .summary = N_ ("Put a signature made elsewhere into its file"),
  .run = run_attach,
};
