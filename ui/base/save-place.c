/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/save-place.h"

#define PLACE "sgn-save-place"

typedef struct {
  GObject *owner; /* which holds the chooser, and that this */
  SgnSavePlaceFunc chosen;
} Question;

static void
on_response (GtkFileChooserNative *chooser, int response, gpointer user_data)
{
  Question *self = user_data;
  g_autoptr (GObject) owner = g_object_ref (self->owner);

  g_object_set_data (owner, PLACE, NULL);
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

static void
await_answer (GtkFileChooserNative *chooser, GObject *owner, SgnSavePlaceFunc chosen)
{
  Question *question = g_new0 (Question, 1);
  GClosure *closure = g_cclosure_new (G_CALLBACK (on_response), question, question_free);

  question->owner = owner;
  question->chosen = chosen;
  g_object_watch_closure (owner, closure);
  g_signal_connect_closure (chooser, "response", closure, FALSE);
}

void
sgn_save_place_ask (GObject *owner,
                    GtkWindow *parent,
                    const char *title,
                    const char *name,
                    SgnSavePlaceFunc chosen)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title,
                                                               parent,
                                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                                               NULL,
                                                               NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  await_answer (chooser, owner, chosen);
  g_object_set_data_full (owner, PLACE, chooser, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
