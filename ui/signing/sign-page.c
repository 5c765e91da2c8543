/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/signing/sign-page.h"

#include <glib/gi18n-lib.h>

#include "core/base/text.h"
#include "core/words/phrases.h"
#include "ui/base/look-style.h"
#include "ui/base/step-row.h"

/* Checking and writing are one step for people. */
typedef enum { ROW_HASH, ROW_SIGN, ROW_TIMESTAMP, ROW_CHECK, ROW_WRITE, N_STEP_ROWS } StepRow;

struct _SgnSignPage {
  AdwBin parent_instance;

  GtkWidget *card;
  GtkImage *icon;
  GtkLabel *headline;
  GtkLabel *explanation;
  GtkWidget *failed_buttons;
  GtkWidget *copy_child;
  GtkWidget *decision_buttons;
  GtkWidget *title_box;
  AdwPreferencesGroup *steps;
  AdwPreferencesGroup *servers;
  SgnStepRow *rows[N_STEP_ROWS];
  GPtrArray *server_rows; /* of GtkWidget */

  SgnFileItem *item;
  SgnSignRequest *request;
};

G_DEFINE_FINAL_TYPE (SgnSignPage, sgn_sign_page, ADW_TYPE_BIN)

static StepRow
find_row (SgnStep step)
{
  switch (step) {
  case SGN_STEP_SIGNING:
    return ROW_SIGN;
  case SGN_STEP_TIMESTAMPING:
    return ROW_TIMESTAMP;
  case SGN_STEP_CHECKING:
    return ROW_CHECK;
  case SGN_STEP_WRITING:
  case SGN_STEP_DONE:
    return ROW_WRITE;
  case SGN_STEP_WAITING:
  case SGN_STEP_HASHING:
  default:
    return ROW_HASH;
  }
}

static SgnProgressState
find_state (SgnSignPage *self, StepRow row)
{
  SgnStep step = sgn_job_get_step (sgn_file_item_get_job (self->item));
  StepRow current = find_row (step);

  if (row < current)
    return SGN_PROGRESS_DONE;
  if (row > current)
    return SGN_PROGRESS_TO_COME;
  if (sgn_file_item_get_state (self->item) != SGN_FILE_SIGNING)
    return SGN_PROGRESS_FAILED;
  return step == SGN_STEP_WAITING ? SGN_PROGRESS_TO_COME : SGN_PROGRESS_AT_WORK;
}

static char *
describe_hashing (SgnSignPage *self)
{
  SgnReport *report = sgn_file_item_get_report (self->item);
  g_autofree char *size = g_format_size (report != NULL ? report->size : 0);

  /* Translators: a hash algorithm, the size of a file */
  return g_strdup_printf (_ ("%1$s · %2$s"), sgn_hash_get_title (self->request->hash), size);
}

/* "DigiCert does not answer. Trying Sectigo in 9 s." */
static char *
describe_timestamping (SgnSignPage *self)
{
  SgnJob *job = sgn_file_item_get_job (self->item);
  SgnTimestampServer *server = sgn_job_get_server (job);
  guint seconds = sgn_job_get_wait_seconds (job);
  GPtrArray *errors = sgn_job_get_timestamp_errors (job);
  const char *name;

  if (self->request->timestamp_servers->len == 0)
    return g_strdup (_ ("No timestamp is wanted"));
  if (server == NULL)
    return g_strdup ("");
  name = sgn_timestamp_server_get_name (server);
  if (seconds > 0 && errors->len > 0)
    return g_strdup_printf (_ ("The server before gave none. Trying %1$s in %2$u s."),
                            name,
                            seconds);
  if (seconds > 0)
    return g_strdup_printf (_ ("Asking %1$s in %2$u s"), name, seconds);
  if (errors->len > 0)
    return sgn_text_join_stops (g_strdup_printf (_ ("The server before gave none. Trying %s."),
                                                 name),
                                name);
  return g_strdup_printf (_ ("Asking %s"), name);
}

static char *
describe_fault (SgnSignPage *self)
{
  const GError *error = sgn_job_get_error (sgn_file_item_get_job (self->item));

  return sgn_text_line (error != NULL ? error->message : "");
}

static void
show_row (SgnSignPage *self, StepRow row, const char *title, char *subtitle)
{
  SgnProgressState state = find_state (self, row);
  g_autofree char *usual = subtitle;
  g_autofree char *fault = state == SGN_PROGRESS_FAILED ? describe_fault (self) : NULL;

  sgn_step_row_show (self->rows[row], state, title, fault != NULL ? fault : usual);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[row]),
                          state != SGN_PROGRESS_TO_COME ||
                              sgn_file_item_get_state (self->item) == SGN_FILE_SIGNING);
}

/* A file that only gets a timestamp is neither hashed nor signed. */
static void
show_signing_steps (SgnSignPage *self)
{
  SgnIdentity *identity = self->request->identity;
  g_autofree char *as = NULL;

  if (sgn_file_item_is_stamped (self->item) || identity == NULL) {
    gtk_widget_set_visible (GTK_WIDGET (self->rows[ROW_HASH]), FALSE);
    gtk_widget_set_visible (GTK_WIDGET (self->rows[ROW_SIGN]), FALSE);
    return;
  }
  as = g_strdup_printf (_ ("Sign as %s"),
                        sgn_certificate_get_name (sgn_identity_get_certificate (identity)));
  show_row (self, ROW_HASH, _ ("Calculate the hash value"), describe_hashing (self));
  show_row (self,
            ROW_SIGN,
            as,
            g_strdup_printf (_ ("with %s"), sgn_identity_get_origin (identity)));
}

static void
show_steps (SgnSignPage *self)
{
  gboolean failed = sgn_file_item_get_state (self->item) == SGN_FILE_FAILED;

  adw_preferences_group_set_title (self->steps, failed ? _ ("What Was Done") : "");
  show_signing_steps (self);
  show_row (self, ROW_TIMESTAMP, _ ("Get a timestamp"), describe_timestamping (self));
  show_row (self,
            ROW_CHECK,
            _ ("Check the result"),
            g_strdup (_ ("The finished signature is verified before the file is replaced")));
  show_row (self, ROW_WRITE, _ ("Write the file"), g_strdup (""));
}

/* The message begins with the name of the server. */
static void
add_server (SgnSignPage *self, const GError *error)
{
  GtkWidget *row = sgn_step_row_new ();
  g_autofree char *message = sgn_text_line (error->message);
  g_auto (GStrv) parts = g_strsplit (message, ": ", 2);
  g_autofree char *subtitle = NULL;

  if (parts[1] != NULL)
    subtitle = g_strdup_printf (_ ("%1$s (%2$s)"), sgn_phrase_error (error->code), parts[1]);
  else
    subtitle = sgn_phrase_gerror (error);
  sgn_step_row_show (SGN_STEP_ROW (row), SGN_PROGRESS_FAILED, parts[0], subtitle);
  adw_preferences_group_add (self->servers, row);
  g_ptr_array_add (self->server_rows, row);
}

static void
show_servers (SgnSignPage *self)
{
  GPtrArray *errors = sgn_job_get_timestamp_errors (sgn_file_item_get_job (self->item));

  for (guint i = 0; i < self->server_rows->len; i++)
    adw_preferences_group_remove (self->servers, g_ptr_array_index (self->server_rows, i));
  g_ptr_array_set_size (self->server_rows, 0);
  for (guint i = 0; i < errors->len; i++)
    add_server (self, g_ptr_array_index (errors, i));
}

static void
set_card (SgnSignPage *self, SgnLook look, const char *icon)
{
  sgn_look_set_card (self->card, look);
  sgn_look_set_style (GTK_WIDGET (self->icon), look);
  gtk_image_set_from_icon_name (self->icon, icon);
}

static char *
explain_failure (const GError *error)
{
  g_autofree char *sentence = sgn_phrase_fault (error);

  if (g_error_matches (error, SGN_ERROR, SGN_ERROR_FILE_EXISTS))
    return g_strdup (_ ("There is a file of this name in the folder for signed files already, and "
                        "it was not replaced. Save a copy under another name, or allow replacing "
                        "in Options."));
  /* Translators: a sentence why it could not be signed */
  return g_strdup_printf (_ ("%s The file is as it was."), sentence);
}

static void
show_failure (SgnSignPage *self)
{
  const GError *error = sgn_job_get_error (sgn_file_item_get_job (self->item));
  gboolean exists = g_error_matches (error, SGN_ERROR, SGN_ERROR_FILE_EXISTS);
  g_autofree char *explanation = explain_failure (error);

  set_card (self, SGN_LOOK_BAD, "dialog-error-symbolic");
  gtk_label_set_label (self->headline,
                       sgn_file_item_is_stamped (self->item) ? _ ("No timestamp added")
                                                             : _ ("Not signed"));
  gtk_label_set_label (self->explanation, explanation);
  gtk_widget_set_visible (self->copy_child,
                          exists || g_error_matches (error, SGN_ERROR, SGN_ERROR_FILE_READONLY) ||
                              g_error_matches (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED));
}

static void
show_decision (SgnSignPage *self)
{
  SgnCertificate *certificate = sgn_identity_get_certificate (self->request->identity);
  g_autofree char *date = sgn_phrase_date (sgn_certificate_get_not_after (certificate));
  g_autofree char *headline = g_strdup_printf (_ ("No timestamp – valid only until %s"), date);

  set_card (self, SGN_LOOK_WARN, "sgn-unconfirmed-symbolic");
  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->explanation,
                       _ ("No timestamp server gave one. Nothing has been written yet."));
  show_servers (self);
}

static void
show_item (SgnSignPage *self)
{
  SgnFileState state = sgn_file_item_get_state (self->item);
  gboolean undecided = state == SGN_FILE_UNDECIDED;

  if (!sgn_sign_page_is_for (state))
    return;
  if (undecided)
    show_decision (self);
  else
    show_steps (self);
  if (state == SGN_FILE_FAILED)
    show_failure (self);
  gtk_widget_set_visible (self->card, state != SGN_FILE_SIGNING);
  gtk_widget_set_visible (self->title_box, state == SGN_FILE_SIGNING);
  gtk_widget_set_visible (self->failed_buttons, state == SGN_FILE_FAILED);
  gtk_widget_set_visible (self->decision_buttons, undecided);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), !undecided);
  gtk_widget_set_visible (GTK_WIDGET (self->servers), undecided);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->card),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->headline),
                                  -1);
}

static void
sgn_sign_page_dispose (GObject *object)
{
  SgnSignPage *self = SGN_SIGN_PAGE (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  g_clear_pointer (&self->request, sgn_sign_request_unref);
  g_clear_pointer (&self->server_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (sgn_sign_page_parent_class)->dispose (object);
}

static void
sgn_sign_page_class_init (SgnSignPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_sign_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "signing/sign-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnSignPage, card);
  gtk_widget_class_bind_template_child (widget_class, SgnSignPage, icon);
  gtk_widget_class_bind_template_child (widget_class, SgnSignPage, headline);
  gtk_widget_class_bind_template_child (widget_class, SgnSignPage, explanation);
  gtk_widget_class_bind_template_child (widget_class, SgnSignPage, failed_buttons);
  gtk_widget_class_bind_template_child (widget_class, SgnSignPage, copy_child);
  gtk_widget_class_bind_template_child (widget_class, SgnSignPage, decision_buttons);
  gtk_widget_class_bind_template_child (widget_class, SgnSignPage, title_box);
  gtk_widget_class_bind_template_child (widget_class, SgnSignPage, steps);
  gtk_widget_class_bind_template_child (widget_class, SgnSignPage, servers);
}

static void
sgn_sign_page_init (SgnSignPage *self)
{
  self->server_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (StepRow row = 0; row < N_STEP_ROWS; row++) {
    self->rows[row] = SGN_STEP_ROW (sgn_step_row_new ());
    adw_preferences_group_add (self->steps, GTK_WIDGET (self->rows[row]));
  }
}

gboolean
sgn_sign_page_is_for (SgnFileState state)
{
  return state == SGN_FILE_SIGNING || state == SGN_FILE_FAILED || state == SGN_FILE_UNDECIDED;
}

void
sgn_sign_page_set_item (SgnSignPage *self, SgnFileItem *item, SgnSignRequest *request)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  g_clear_pointer (&self->request, sgn_sign_request_unref);
  if (item == NULL || request == NULL) {
    g_clear_object (&self->item);
    return;
  }
  self->request = sgn_sign_request_ref (request);
  g_signal_connect_object (item, "changed", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
  show_item (self);
}
