/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/choose-file.h"

#define CHOOSER "sgn-choose-file"

typedef struct {
  GObject *owner; /* which holds the chooser, and that this */
  SgnChooseFileFunc chosen;
} Question;

static void
on_response (GtkFileChooserNative *chooser, int response, gpointer user_data)
{
  Question *self = user_data;
  g_autoptr (GObject) owner = g_object_ref (self->owner);

  g_object_set_data (owner, CHOOSER, NULL);
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

    self->chosen (owner, file);
  }
}

static void
question_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

/* Takes @chooser. */
static void
ask (GObject *owner, GtkFileChooserNative *chooser, SgnChooseFileFunc chosen)
{
  Question *question = g_new0 (Question, 1);
  GClosure *closure = g_cclosure_new (G_CALLBACK (on_response), question, question_free);

  question->owner = owner;
  question->chosen = chosen;
  g_object_watch_closure (owner, closure);
  g_signal_connect_closure (chooser, "response", closure, FALSE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_object_set_data_full (owner, CHOOSER, chooser, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
sgn_choose_file_to_save (GObject *owner,
                         GtkWindow *parent,
                         const char *title,
                         const char *name,
                         SgnChooseFileFunc chosen)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title,
                                                               parent,
                                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                                               NULL,
                                                               NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  ask (owner, chooser, chosen);
}

void
sgn_choose_file_to_open (GObject *owner,
                         GtkWindow *parent,
                         const char *title,
                         GtkFileFilter *filter,
                         SgnChooseFileFunc chosen)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title,
                                                               parent,
                                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                                               NULL,
                                                               NULL);

  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  ask (owner, chooser, chosen);
}
