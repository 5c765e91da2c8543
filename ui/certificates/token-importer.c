/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/token-importer.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/identity/read/source.h"
#include "core/token/uri.h"
#include "core/token/writer/certify.h"
#include "ui/base/fault-dialog.h"
#include "ui/certificates/certificates-words.h"
#include "ui/tokens/token-write.h"

typedef struct {
  GtkWindow *parent;
  SgnToken *token;
  SgnRequestItem *item;
  GtkFileChooserNative *chooser;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_clear_object (&import->parent);
  g_clear_object (&import->token);
  g_clear_object (&import->item);
  g_clear_object (&import->chooser);
  g_free (import);
}

/* What the thread works with. */
typedef struct {
  SgnTokenUri *uri;
  GPtrArray *certificates;
} Issue;

static void
issue_free (gpointer data)
{
  Issue *issue = data;

  sgn_token_uri_free (issue->uri);
  g_ptr_array_unref (issue->certificates);
  g_free (issue);
}

static void
finish (GTask *task, SgnIdentityItem *item)
{
  g_task_return_pointer (task, item, g_object_unref);
  g_object_unref (task);
}

static void
fail (GTask *task, const GError *error)
{
  Import *import = g_task_get_task_data (task);

  sgn_fault_dialog_show (import->parent, _ ("The Certificate Could Not Be Saved"), error);
  finish (task, NULL);
}

/* Nothing that cannot sign is written to the token. */
static gboolean
check (GPtrArray *certificates, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < certificates->len; i++)
    if (!sgn_certificate_is_ca (certificates->pdata[i]) &&
        !sgn_identity_check_certificate (certificates->pdata[i], now, error))
      return FALSE;
  return TRUE;
}

static gpointer
put (SgnTokenWriter *writer,
     SgnToken *token,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  const Issue *issue = data;
  GBytes *wanted = sgn_token_uri_get_id (issue->uri);
  g_autoptr (GBytes) id = NULL;
  g_autoptr (SgnCertificate) own = NULL;
  g_autoptr (SgnTokenCertificate) certificate = NULL;

  own = sgn_token_join (writer, issue->certificates, wanted, &id, cancellable, error);
  if (own == NULL)
    return NULL;
  certificate = sgn_token_certificate_new (own, id, sgn_certificate_get_name (own));
  return sgn_identity_item_new_for_token (token, certificate);
}

static void
on_put (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;
  SgnIdentityItem *item = sgn_token_write_finish (result, &error);

  if (item != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    finish (task, item);
  else
    fail (task, error);
}

static Issue *
read_issue (SgnRequestItem *item, GFile *file, GError **error)
{
  g_autoptr (GPtrArray) certificates = sgn_certificates_load (file, error);
  g_autoptr (SgnTokenUri) uri = NULL;
  Issue *issue;

  if (certificates == NULL || !check (certificates, error))
    return NULL;
  uri = sgn_token_uri_parse (sgn_request_item_get_uri (item), error);
  if (uri == NULL)
    return NULL;
  issue = g_new0 (Issue, 1);
  issue->uri = g_steal_pointer (&uri);
  issue->certificates = g_steal_pointer (&certificates);
  return issue;
}

static void
on_certificate (GtkFileChooserNative *chooser, int response, GTask *task)
{
  Import *import = g_task_get_task_data (task);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  SgnTokenWrite write = {
    .parent = import->parent,
    .token = import->token,
    .func = put,
    .free_data = issue_free,
  };

  if (response != GTK_RESPONSE_ACCEPT) {
    finish (task, NULL);
    return;
  }
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  write.data = read_issue (import->item, file, &error);
  if (write.data != NULL)
    sgn_token_write_async (&write, NULL, on_put, task);
  else
    fail (task, error);
}

static void
choose_certificate (GTask *task)
{
  Import *import = g_task_get_task_data (task);
  g_autoptr (GFile) folder = g_file_get_parent (sgn_request_item_get_request (import->item));

  import->chooser = gtk_file_chooser_native_new (_ ("Choose the Issued Certificate"),
                                                 import->parent,
                                                 GTK_FILE_CHOOSER_ACTION_OPEN,
                                                 NULL,
                                                 NULL);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (import->chooser), folder, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (import->chooser), TRUE);
  g_signal_connect (import->chooser, "response", G_CALLBACK (on_certificate), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (import->chooser));
}

void
sgn_request_import_to_token_async (GtkWindow *parent,
                                   SgnTokenList *tokens,
                                   SgnRequestItem *item,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  SgnToken *token = sgn_token_list_find (tokens, sgn_request_item_get_uri (item));
  Import *import = g_new0 (Import, 1);
  g_autofree char *place = sgn_entry_dup_place (item);
  g_autoptr (GError) error = NULL;

  import->parent = g_object_ref (parent);
  import->item = g_object_ref (item);
  g_task_set_source_tag (task, sgn_request_import_to_token_async);
  g_task_set_task_data (task, import, import_free);
  if (token != NULL) {
    import->token = g_object_ref (token);
    choose_certificate (task);
  } else {
    g_set_error_literal (&error, SGN_ERROR, SGN_ERROR_TOKEN_MISSING, place);
    fail (task, error);
  }
}

SgnIdentityItem *
sgn_request_import_to_token_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
