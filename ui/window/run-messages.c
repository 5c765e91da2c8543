/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/run-messages.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/base/fault-dialog.h"
#include "ui/base/signal-new.h"
#include "ui/signing/sign-words.h"

#define NOTIFICATION "run-ended"
/* After a shorter wait, the user is still looking. */
#define SECONDS_TO_NOTIFY 5

struct _SgnRunMessages {
  GObject parent_instance;

  GtkWindow *window; /* weak */
  SgnRunControl *control;
  SgnUndo *undo;
};

G_DEFINE_FINAL_TYPE (SgnRunMessages, sgn_run_messages, G_TYPE_OBJECT)

static guint signal_message;

static void
set_failed (GNotification *notification, guint failed)
{
  g_autofree char *body = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "%u file could not be signed",
                                                        "%u files could not be signed",
                                                        failed),
                                           failed);

  g_notification_set_body (notification, body);
}

/* For someone who has turned to another window in the meantime. */
static void
notify (SgnRunMessages *self, const char *title, const SgnSignProgressSum *sum)
{
  GtkApplication *application = gtk_window_get_application (self->window);
  g_autoptr (GNotification) notification = NULL;

  if (gtk_window_is_active (self->window) || application == NULL ||
      sum->elapsed < SECONDS_TO_NOTIFY)
    return;
  notification = g_notification_new (title);
  if (sum->failed > 0)
    set_failed (notification, sum->failed);
  g_application_send_notification (G_APPLICATION (application), NOTIFICATION, notification);
}

static void
undo_run (gpointer control)
{
  sgn_run_control_undo (control);
}

static void
on_started (SgnRunMessages *self)
{
  sgn_undo_forget (self->undo, undo_run);
  sgn_undo_hide (self->undo);
}

static void
on_ended (SgnRunMessages *self)
{
  SgnSignRun *run = sgn_run_control_get_run (self->control);
  g_autofree char *text = NULL;
  SgnSignProgressSum sum;

  sgn_sign_run_sum (run, &sum);
  text = sgn_sign_run_is_stamping (run) ? sgn_words_stamped (sum.written)
                                        : sgn_words_signed (sum.written);
  if (sum.can_undo > 0)
    sgn_undo_offer (self->undo, text, undo_run, g_object_ref (self->control), g_object_unref);
  else if (sum.written > 0)
    g_signal_emit (self, signal_message, 0, text);
  notify (self, text, &sum);
}

static void
show_errors (SgnRunMessages *self, GPtrArray *errors)
{
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; i < errors->len; i++) {
    g_autofree char *sentence = sgn_phrase_gerror (g_ptr_array_index (errors, i));

    if (i > 0)
      g_string_append_c (body, '\n');
    g_string_append (body, sentence);
  }
  gtk_window_present (GTK_WINDOW (
      sgn_fault_dialog_new (self->window, _ ("Not All Files Were Restored"), body->str)));
}

static void
on_undone (SgnRunMessages *self, GPtrArray *items, GPtrArray *errors)
{
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "Restored %u file",
                                                        "Restored %u files",
                                                        items->len),
                                           items->len);

  if (items->len > 0)
    g_signal_emit (self, signal_message, 0, text);
  if (errors->len > 0)
    show_errors (self, errors);
}

static void
sgn_run_messages_dispose (GObject *object)
{
  SgnRunMessages *self = SGN_RUN_MESSAGES (object);

  if (self->control != NULL)
    g_signal_handlers_disconnect_by_data (self->control, self);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->control);
  g_clear_object (&self->undo);
  G_OBJECT_CLASS (sgn_run_messages_parent_class)->dispose (object);
}

static void
sgn_run_messages_class_init (SgnRunMessagesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_run_messages_dispose;
  signal_message = sgn_signal_new (SGN_TYPE_RUN_MESSAGES, "message", G_TYPE_STRING);
}

static void
sgn_run_messages_init (SgnRunMessages *self)
{
}

SgnRunMessages *
sgn_run_messages_new (GtkWindow *window, SgnRunControl *control, SgnUndo *undo)
{
  SgnRunMessages *self = g_object_new (SGN_TYPE_RUN_MESSAGES, NULL);

  g_set_weak_pointer (&self->window, window);
  self->control = g_object_ref (control);
  self->undo = g_object_ref (undo);
  g_signal_connect_object (control, "started", G_CALLBACK (on_started), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (control, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (control, "undone", G_CALLBACK (on_undone), self, G_CONNECT_SWAPPED);
  return self;
}
