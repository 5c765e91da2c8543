/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/identities/identity-opener.h"

#include <glib/gi18n-lib.h>

#include "core/base/text.h"
#include "core/identity/read/source.h"
#include "core/words/phrases.h"
#include "ui/base/fault-dialog.h"
#include "ui/base/secret-text.h"
#include "ui/base/shown-name.h"
#include "ui/identities/certificate-files.h"
#include "ui/identities/key-choice.h"
#include "ui/identities/key-chooser.h"
#include "ui/secrets/prompt.h"

typedef struct {
  GtkWindow *parent;
  GFile *file;
  GFile *certificate;
  gboolean for_signing;    /* must be good for that now */
  gboolean for_reading;    /* needs no key */
  GPtrArray *certificates; /* without key, of SgnCertificate */
  SgnIdentityItem *item;   /* known from there already (nullable) */
  char *password;          /* known already (nullable) */
  SgnPrompt *prompt;
  GtkFileChooserNative *chooser;
  void (*open) (GTask *task); /* with what is known by now */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_object (&opening->parent);
  g_clear_object (&opening->file);
  g_clear_object (&opening->certificate);
  g_clear_object (&opening->item);
  g_clear_object (&opening->prompt);
  g_clear_object (&opening->chooser);
  g_clear_pointer (&opening->password, sgn_secret_text_free);
  g_clear_pointer (&opening->certificates, g_ptr_array_unref);
  g_free (opening);
}

static void
give_up (GTask *task)
{
  g_task_return_pointer (task, NULL, NULL);
  g_object_unref (task);
}

static AdwMessageDialog *
create_fault_dialog (Opening *opening, const GError *error)
{
  g_autofree char *name = sgn_shown_name (opening->certificate != NULL ? opening->certificate
                                                                       : opening->file);
  g_autofree char *sentence = sgn_phrase_fault (error);
  g_autofree char *detail = sgn_text_line (error->message);
  AdwMessageDialog *dialog = sgn_fault_dialog_new (opening->parent, NULL, sentence);

  adw_message_dialog_format_heading (dialog,
                                     opening->for_reading ? _ ("“%s” Cannot Be Converted")
                                                          : _ ("“%s” Cannot Be Used for Signing"),
                                     name);
  if (error->domain == SGN_ERROR && error->message[0] != '\0')
    sgn_fault_dialog_add_details (dialog, detail);
  return dialog;
}

static void
on_other_half (GtkFileChooserNative *chooser, int response, GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT) {
    give_up (task);
    return;
  }
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (opening->certificate == NULL)
    opening->certificate = g_steal_pointer (&file);
  else
    g_set_object (&opening->file, file);
  opening->open (task);
}

static void
choose_other_half (GTask *task, const char *title)
{
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GtkFileFilter) filter = sgn_certificate_file_filter_new ();

  opening->chooser = gtk_file_chooser_native_new (title,
                                                  opening->parent,
                                                  GTK_FILE_CHOOSER_ACTION_OPEN,
                                                  NULL,
                                                  NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (opening->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (opening->chooser), TRUE);
  g_signal_connect (opening->chooser, "response", G_CALLBACK (on_other_half), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (opening->chooser));
}

static void
on_fault_response (AdwMessageDialog *dialog, const char *response, GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  if (g_str_equal (response, "key")) {
    /* What was chosen is the certificate; the key comes now. */
    opening->certificate = g_object_ref (opening->file);
    choose_other_half (task, _ ("Choose the Private Key"));
  } else if (g_str_equal (response, "certificate")) {
    choose_other_half (task, _ ("Choose the Certificate"));
  } else {
    give_up (task);
  }
}

static void
show_fault (GTask *task, const GError *error)
{
  Opening *opening = g_task_get_task_data (task);
  AdwMessageDialog *dialog = create_fault_dialog (opening, error);
  gboolean single = opening->certificate == NULL;

  if (single && g_error_matches (error, SGN_ERROR, SGN_ERROR_KEY_MISSING))
    adw_message_dialog_add_response (dialog, "key", _ ("Choose _Key…"));
  if (single && g_error_matches (error, SGN_ERROR, SGN_ERROR_CERT_MISSING))
    adw_message_dialog_add_response (dialog, "certificate", _ ("Choose C_ertificate…"));
  g_signal_connect (dialog, "response", G_CALLBACK (on_fault_response), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
read_certificates (Opening *opening, const GError *error)
{
  if (opening->for_reading && g_error_matches (error, SGN_ERROR, SGN_ERROR_KEY_MISSING))
    opening->certificates = sgn_certificates_load_leaf_first (opening->file);
  return opening->certificates != NULL;
}

static void
succeed (GTask *task, SgnIdentity *identity)
{
  g_task_return_pointer (task, g_object_ref (identity), g_object_unref);
  g_object_unref (task);
}

static void
on_key_chosen (SgnKeyChooser *chooser, SgnIdentity *identity, GTask *task)
{
  if (identity != NULL)
    succeed (task, identity);
  else
    give_up (task);
}

static void
choose_key (GTask *task, GPtrArray *usable)
{
  Opening *opening = g_task_get_task_data (task);
  SgnIdentity *known = sgn_identities_find_known (usable, opening->item);
  g_autofree char *name = sgn_shown_name (opening->file);
  SgnKeyChooser *chooser;

  if (known != NULL) {
    succeed (task, known);
    return;
  }
  chooser = sgn_key_chooser_new (opening->parent, usable, name);
  g_signal_connect (chooser, "chosen", G_CALLBACK (on_key_chosen), task);
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = sgn_identity_open_all_finish (result, &error);
  g_autoptr (GPtrArray)
      usable = all != NULL ? sgn_identities_keep_usable (all, opening->for_signing, &error) : NULL;

  sgn_secret_prompt_close (SGN_SECRET_PROMPT (opening->prompt));
  if (usable != NULL) {
    sgn_prompt_succeed (opening->prompt);
    choose_key (task, usable);
    return;
  }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      read_certificates (opening, error))
    give_up (task);
  else
    show_fault (task, error);
}

static void
open_files (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  const SgnIdentityFiles files = { .file = opening->file, .certificate = opening->certificate };

  g_clear_object (&opening->prompt);
  opening->prompt = sgn_prompt_new (opening->parent, opening->file);
  if (opening->password != NULL)
    sgn_prompt_set_password (opening->prompt, opening->password);
  sgn_identity_open_all_async (&files,
                               G_TLS_INTERACTION (opening->prompt),
                               sgn_prompt_get_cancellable (opening->prompt),
                               on_opened,
                               task);
}

static GTask *
create_task (GtkWindow *parent,
             GFile *file,
             GFile *certificate,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->parent = g_object_ref (parent);
  opening->file = g_object_ref (file);
  g_set_object (&opening->certificate, certificate);
  opening->for_signing = TRUE;
  opening->open = open_files;
  g_task_set_source_tag (task, create_task);
  g_task_set_task_data (task, opening, opening_free);
  return task;
}

void
sgn_identity_opener_open_async (GtkWindow *parent,
                                GFile *file,
                                GFile *certificate,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  open_files (create_task (parent, file, certificate, callback, user_data));
}

static GTask *
create_item_task (GtkWindow *parent,
                  SgnIdentityItem *item,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  GTask *task = create_task (parent,
                             sgn_identity_item_get_file (item),
                             sgn_identity_item_get_certificate_file (item),
                             callback,
                             user_data);
  Opening *opening = g_task_get_task_data (task);

  opening->item = g_object_ref (item);
  return task;
}

void
sgn_identity_opener_open_item_async (GtkWindow *parent,
                                     SgnIdentityItem *item,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  open_files (create_item_task (parent, item, callback, user_data));
}

void
sgn_identity_opener_open_known_async (GtkWindow *parent,
                                      GFile *file,
                                      const char *password,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GTask *task = create_task (parent, file, NULL, callback, user_data);
  Opening *opening = g_task_get_task_data (task);

  opening->password = g_strdup (password);
  open_files (task);
}

void
sgn_identity_opener_look_async (GtkWindow *parent,
                                SgnIdentityItem *item,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = create_item_task (parent, item, callback, user_data);
  Opening *opening = g_task_get_task_data (task);

  opening->for_signing = FALSE;
  open_files (task);
}

void
sgn_identity_opener_read_async (GtkWindow *parent,
                                GFile *file,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = create_task (parent, file, NULL, callback, user_data);
  Opening *opening = g_task_get_task_data (task);

  opening->for_signing = FALSE;
  opening->for_reading = TRUE;
  open_files (task);
}

SgnIdentity *
sgn_identity_opener_open_finish (GAsyncResult *result, GFile **file, GFile **certificate)
{
  Opening *opening = g_task_get_task_data (G_TASK (result));
  SgnIdentity *identity = g_task_propagate_pointer (G_TASK (result), NULL);

  if (identity == NULL)
    return NULL;
  *file = g_object_ref (opening->file);
  *certificate = opening->certificate != NULL ? g_object_ref (opening->certificate) : NULL;
  return identity;
}

GPtrArray *
sgn_identity_opener_get_certificates (GAsyncResult *result)
{
  Opening *opening = g_task_get_task_data (G_TASK (result));

  return opening->certificates;
}

char *
sgn_identity_opener_dup_password (GAsyncResult *result)
{
  Opening *opening = g_task_get_task_data (G_TASK (result));

  return g_strdup (sgn_prompt_get_password (opening->prompt));
}
