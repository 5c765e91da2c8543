/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-session"

/* A key on a token, open for one batch. */

#include "config.h"

#include "core/token/session/session.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/token/module/module-private.h"
#include "core/token/session/session-private.h"
#include "core/token/token-private.h"

G_DEFINE_FINAL_TYPE (SgnTokenSession, sgn_token_session, G_TYPE_OBJECT)

void
sgn_token_session_close (SgnTokenSession *self)
{
  g_return_if_fail (SGN_IS_TOKEN_SESSION (self));

  g_mutex_lock (&self->lock);
  self->closed = TRUE;
  sgn_token_link_release (&self->link);
  sgn_token_session_forget_pin (self);
  if (self->in_use)
    sgn_token_module_end_use (sgn_token_get_module (self->choice.token));
  self->in_use = FALSE;
  g_mutex_unlock (&self->lock);
}

static void
choice_copy (SgnTokenChoice *to, const SgnTokenChoice *from)
{
  *to = *from;
  g_object_ref (to->token);
  to->object = g_strdup (from->object);
  if (to->id != NULL)
    g_bytes_ref (to->id);
  if (to->certificate != NULL)
    g_object_ref (to->certificate);
  if (to->others != NULL)
    g_ptr_array_ref (to->others);
}

static void
choice_clear (SgnTokenChoice *self)
{
  g_clear_object (&self->token);
  g_free ((char *) self->object);
  g_clear_pointer (&self->id, g_bytes_unref);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->others, g_ptr_array_unref);
}

static void
sgn_token_session_finalize (GObject *object)
{
  SgnTokenSession *self = SGN_TOKEN_SESSION (object);

  sgn_token_session_close (self);
  choice_clear (&self->choice);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->chain, g_ptr_array_unref);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (sgn_token_session_parent_class)->finalize (object);
}

static void
sgn_token_session_class_init (SgnTokenSessionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sgn_token_session_finalize;
}

static void
sgn_token_session_init (SgnTokenSession *self)
{
  g_mutex_init (&self->lock);
  self->chain = g_ptr_array_new_with_free_func (g_object_unref);
}

static SgnCertificate *
find_certificate (SgnTokenSession *self)
{
  GListModel *list = sgn_token_get_certificates (self->link.token);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (SgnTokenCertificate) item = g_list_model_get_item (list, i);

    if (g_bytes_equal (sgn_token_certificate_get_id (item), self->choice.id))
      return g_object_ref (sgn_token_certificate_get_certificate (item));
  }
  return NULL;
}

static void
add_all (GPtrArray *list, GPtrArray *more)
{
  for (guint i = 0; more != NULL && i < more->len; i++)
    g_ptr_array_add (list, g_object_ref (more->pdata[i]));
}

static gboolean
take_certificate (SgnTokenSession *self, GCancellable *cancellable, GError **error)
{
  SgnTokenLink *link = &self->link;

  sgn_token_read_certificates (link->host, link->token, link->slot, cancellable);
  if (self->choice.certificate != NULL)
    self->certificate = g_object_ref (self->choice.certificate);
  else
    self->certificate = find_certificate (self);
  add_all (self->chain, self->choice.others);
  add_all (self->chain, sgn_token_get_authorities (link->token));
  /* A key that cannot sign programs is refused now, not at the first file. */
  if (self->certificate != NULL)
    return sgn_identity_check_key (self->certificate,
                                   X509_get0_pubkey (sgn_certificate_get_x509 (self->certificate)),
                                   error);
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_CERT_MISSING,
               _ ("%s contains the key but not its certificate, which must be given as a file"),
               sgn_token_get_title (self->choice.token));
  return FALSE;
}

SgnTokenSession *
sgn_token_session_open (const SgnTokenChoice *choice,
                        GTlsInteraction *interaction,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (SgnTokenSession) self = NULL;

  g_return_val_if_fail (choice != NULL && SGN_IS_TOKEN (choice->token), NULL);

  self = g_object_new (SGN_TYPE_TOKEN_SESSION, NULL);
  choice_copy (&self->choice, choice);
  /* The monitor leaves the module alone from here on. */
  sgn_token_module_begin_use (sgn_token_get_module (choice->token));
  self->in_use = TRUE;
  if (!sgn_token_link_open (&self->link, choice->token, cancellable, error) ||
      !sgn_token_session_unlock (self, interaction, cancellable, error) ||
      !sgn_token_session_find_key (self, cancellable, error) ||
      !take_certificate (self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

typedef struct {
  SgnTokenChoice choice;
  GTlsInteraction *interaction;
} OpenData;

static void
open_data_free (gpointer data)
{
  OpenData *open = data;

  choice_clear (&open->choice);
  g_clear_object (&open->interaction);
  g_free (open);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  OpenData *open = data;
  GError *error = NULL;
  SgnTokenSession *self;

  self = sgn_token_session_open (&open->choice, open->interaction, cancellable, &error);
  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
sgn_token_session_open_async (const SgnTokenChoice *choice,
                              GTlsInteraction *interaction,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OpenData *data = g_new0 (OpenData, 1);

  choice_copy (&data->choice, choice);
  g_set_object (&data->interaction, interaction);
  g_task_set_source_tag (task, sgn_token_session_open_async);
  g_task_set_task_data (task, data, open_data_free);
  g_task_run_in_thread (task, open_thread);
}

SgnTokenSession *
sgn_token_session_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

SgnIdentity *
sgn_token_session_get_identity (SgnTokenSession *self)
{
  SgnIdentity *identity;

  g_return_val_if_fail (SGN_IS_TOKEN_SESSION (self), NULL);

  identity = sgn_identity_new (self->certificate,
                               self->chain,
                               sgn_token_get_title (self->choice.token),
                               sgn_token_session_sign,
                               g_object_ref (self),
                               g_object_unref);
  sgn_identity_set_token_serial (identity, sgn_token_get_serial (self->choice.token));
  return identity;
}

SgnToken *
sgn_token_session_get_token (SgnTokenSession *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_SESSION (self), NULL);
  return self->choice.token;
}
