/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/request-joiner.h"

#include <glib/gi18n-lib.h>

#include "core/identity/make/join.h"
#include "ui/base/fault-dialog.h"
#include "ui/base/secret-text.h"
#include "ui/certificates/create-words.h"
#include "ui/identities/identity-opener.h"

typedef struct {
  GtkWindow *parent;
  SgnRequestItem *item;
  GtkFileChooserNative *chooser;
  SgnIdentity *identity;
  char *password;
  GFile *file;        /* what holds the key in the end */
  GFile *certificate; /* its certificate, unless it is in the same file */
} Joining;

static void
joining_free (gpointer data)
{
  Joining *joining = data;

  g_clear_object (&joining->parent);
  g_clear_object (&joining->item);
  g_clear_object (&joining->chooser);
  g_clear_object (&joining->identity);
  g_clear_object (&joining->file);
  g_clear_object (&joining->certificate);
  sgn_secret_text_free (joining->password);
  g_free (joining);
}

static void
finish (GTask *task, gboolean joined)
{
  Joining *joining = g_task_get_task_data (task);

  g_task_return_pointer (task, joined ? g_object_ref (joining->identity) : NULL, g_object_unref);
  g_object_unref (task);
}

static void
on_place (GtkFileChooserNative *chooser, int response, GTask *task)
{
  Joining *joining = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean saved;

  if (response != GTK_RESPONSE_ACCEPT) {
    finish (task, FALSE);
    return;
  }
  g_clear_object (&joining->certificate);
  g_clear_object (&joining->file);
  joining->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  saved = sgn_identity_save (joining->identity,
                             SGN_EXPORT_PFX,
                             joining->file,
                             joining->password,
                             TRUE, /* the chooser has asked */
                             &error);
  if (!saved)
    sgn_fault_dialog_show (joining->parent, _ ("The Certificate Could Not Be Saved"), error);
  finish (task, saved);
}

static void
show_chooser (GTask *task,
              const char *title,
              GtkFileChooserAction action,
              const char *name,
              GCallback on_response)
{
  Joining *joining = g_task_get_task_data (task);
  g_autoptr (GFile) folder = g_file_get_parent (sgn_request_item_get_key (joining->item));

  g_clear_object (&joining->chooser);
  joining->chooser = gtk_file_chooser_native_new (title, joining->parent, action, NULL, NULL);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (joining->chooser), folder, NULL);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (joining->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (joining->chooser), TRUE);
  g_signal_connect (joining->chooser, "response", on_response, task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (joining->chooser));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Joining *joining = g_task_get_task_data (task);
  g_autofree char *name = NULL;

  joining->identity = sgn_identity_opener_open_finish (result,
                                                       &joining->file,
                                                       &joining->certificate);
  joining->password = sgn_identity_opener_dup_password (result);
  if (joining->identity == NULL || joining->password == NULL) {
    finish (task, joining->identity != NULL); /* a key without a password stays where it is */
    return;
  }
  name = sgn_create_dup_file_name (sgn_request_item_get_name (joining->item));
  show_chooser (task,
                _ ("Save Certificate with Its Key"),
                GTK_FILE_CHOOSER_ACTION_SAVE,
                name,
                G_CALLBACK (on_place));
}

static void
on_certificate (GtkFileChooserNative *chooser, int response, GTask *task)
{
  Joining *joining = g_task_get_task_data (task);
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT) {
    finish (task, FALSE);
    return;
  }
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  sgn_identity_opener_open_async (joining->parent,
                                  sgn_request_item_get_key (joining->item),
                                  file,
                                  on_opened,
                                  task);
}

void
sgn_request_join_async (GtkWindow *parent,
                        SgnRequestItem *item,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  Joining *joining = g_new0 (Joining, 1);

  joining->parent = g_object_ref (parent);
  joining->item = g_object_ref (item);
  g_task_set_source_tag (task, sgn_request_join_async);
  g_task_set_task_data (task, joining, joining_free);
  show_chooser (task,
                _ ("Choose the Issued Certificate"),
                GTK_FILE_CHOOSER_ACTION_OPEN,
                NULL,
                G_CALLBACK (on_certificate));
}

SgnIdentity *
sgn_request_join_finish (GAsyncResult *result, GFile **file, GFile **certificate)
{
  Joining *joining = g_task_get_task_data (G_TASK (result));
  SgnIdentity *identity = g_task_propagate_pointer (G_TASK (result), NULL);

  if (identity == NULL)
    return NULL;
  *file = g_object_ref (joining->file);
  *certificate = joining->certificate != NULL ? g_object_ref (joining->certificate) : NULL;
  return identity;
}
