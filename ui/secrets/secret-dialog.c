/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/secrets/secret-dialog.h"

#include "ui/base/signal-new.h"

typedef struct {
  gboolean responded; /* the window closes because of a button */
  gboolean finished;
  guint idle;
} SgnSecretDialogPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SgnSecretDialog, sgn_secret_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum { ANSWERED, DISMISSED, N_SIGNALS };

static guint signals[N_SIGNALS];

static SgnSecretDialogPrivate *
get_private (SgnSecretDialog *self)
{
  return sgn_secret_dialog_get_instance_private (self);
}

static void
sgn_secret_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  SgnSecretDialog *self = SGN_SECRET_DIALOG (dialog);

  if (get_private (self)->finished)
    return;
  get_private (self)->responded = TRUE;
  if (g_strcmp0 (response, adw_message_dialog_get_close_response (dialog)) == 0) {
    g_signal_emit (self, signals[DISMISSED], 0);
  } else {
    SGN_SECRET_DIALOG_GET_CLASS (self)->set_busy (self, TRUE);
    g_signal_emit (self, signals[ANSWERED], 0);
  }
}

static gboolean
dismiss (gpointer data)
{
  SgnSecretDialog *self = data;

  get_private (self)->idle = 0;
  if (!get_private (self)->responded && !get_private (self)->finished)
    g_signal_emit (self, signals[DISMISSED], 0);
  return G_SOURCE_REMOVE;
}

/* A message dialog closes itself on every answer. This one stays until the secret has been tried;
 * when no button was the reason to close, it was Escape. */
static gboolean
sgn_secret_dialog_close_request (GtkWindow *window)
{
  SgnSecretDialogPrivate *self = get_private (SGN_SECRET_DIALOG (window));

  if (self->finished)
    return GTK_WINDOW_CLASS (sgn_secret_dialog_parent_class)->close_request (window);
  self->responded = FALSE;
  if (self->idle == 0)
    self->idle = g_idle_add (dismiss, window);
  return GDK_EVENT_STOP;
}

static void
sgn_secret_dialog_dispose (GObject *object)
{
  g_clear_handle_id (&get_private (SGN_SECRET_DIALOG (object))->idle, g_source_remove);
  G_OBJECT_CLASS (sgn_secret_dialog_parent_class)->dispose (object);
}

static void
sgn_secret_dialog_class_init (SgnSecretDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_secret_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sgn_secret_dialog_close_request;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = sgn_secret_dialog_response;
  signals[ANSWERED] = sgn_signal_new (SGN_TYPE_SECRET_DIALOG, "answered", G_TYPE_NONE);
  signals[DISMISSED] = sgn_signal_new (SGN_TYPE_SECRET_DIALOG, "dismissed", G_TYPE_NONE);
}

static void
sgn_secret_dialog_init (SgnSecretDialog *self)
{
}

void
sgn_secret_dialog_reopen (SgnSecretDialog *self)
{
  SGN_SECRET_DIALOG_GET_CLASS (self)->set_busy (self, FALSE);
  SGN_SECRET_DIALOG_GET_CLASS (self)->clear (self);
}

void
sgn_secret_dialog_close (SgnSecretDialog *self)
{
  get_private (self)->finished = TRUE;
  SGN_SECRET_DIALOG_GET_CLASS (self)->clear (self);
  gtk_window_destroy (GTK_WINDOW (self));
}
