/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-session"
#include "config.h"

#include "core/token/session.h"

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>
#include <p11-kit/pkcs11.h>

#include "core/base/error.h"
#include "core/token/ckr.h"
#include "core/token/link.h"
#include "core/token/module-private.h"
#include "core/token/pin-question.h"
#include "core/token/token-private.h"

#define MAX_QUESTIONS 10
#define MAX_HANGS     2
#define WAIT_STEP     (G_USEC_PER_SEC / 2)

struct _SgnTokenSession {
  GObject parent_instance;

  SgnTokenChoice choice; /* all parts are its own */
  char *object;
  SgnCertificate *certificate;
  GPtrArray *chain;

  GMutex lock; /* the queue; for all below */
  SgnTokenLink link;
  SgnPin *pin; /* NULL: none needed, or refused */
  gboolean in_use;
  gboolean closed;
  gboolean refused;
  gboolean asks_each_time;
  guint n_hangs;
};

G_DEFINE_FINAL_TYPE (SgnTokenSession, sgn_token_session, G_TYPE_OBJECT)

static void
tell (SgnTokenSession *self, SgnTokenNotice notice)
{
  if (self->choice.notice != NULL)
    self->choice.notice (notice, self->choice.token, self->choice.user_data);
}

static void
forget_pin (SgnTokenSession *self)
{
  g_clear_pointer (&self->pin, sgn_pin_free);
}

void
sgn_token_session_close (SgnTokenSession *self)
{
  g_return_if_fail (SGN_IS_TOKEN_SESSION (self));

  g_mutex_lock (&self->lock);
  self->closed = TRUE;
  sgn_token_link_release (&self->link);
  forget_pin (self);
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

/* libp11 asks in the middle of each signature with such a key. */
static const char *
answer_key (gpointer data)
{
  SgnTokenSession *self = data;

  if (!self->asks_each_time)
    tell (self, SGN_TOKEN_NOTICE_CONFIRM);
  self->asks_each_time = TRUE;
  return self->pin != NULL ? sgn_pin_get_text (self->pin) : NULL;
}

/* What was wiped here cannot be found in a dump of memory. */
static gboolean
take_answer (SgnTokenSession *self, GTlsPassword *question, GError **error)
{
  gsize size = 0;
  const guchar *value = g_tls_password_get_value (question, &size);

  forget_pin (self);
  self->pin = value != NULL ? sgn_pin_new (value, size) : NULL;
  if (value != NULL)
    OPENSSL_cleanse ((guchar *) value, size);
  if (self->pin != NULL && sgn_pin_get_text (self->pin)[0] != '\0')
    return TRUE;
  forget_pin (self);
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PIN_NEEDED, _ ("no PIN was entered"));
  return FALSE;
}

static gboolean
refuse_answer (SgnTokenSession *self, gboolean retry, GError *cause, GError **error)
{
  const char *title = sgn_token_get_title (self->choice.token);

  if (cause != NULL && !g_error_matches (cause, SGN_ERROR, SGN_ERROR_PFX_PASSWORD)) {
    g_propagate_error (error, cause);
    return FALSE;
  }
  g_clear_error (&cause);
  g_set_error_literal (error, SGN_ERROR, retry ? SGN_ERROR_PIN_WRONG : SGN_ERROR_PIN_NEEDED, title);
  return FALSE;
}

static gboolean
ask (SgnTokenSession *self,
     gboolean retry,
     GTlsInteraction *interaction,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (SgnPinQuestion)
      question = sgn_pin_question_new (self->link.token, retry, self->choice.n_files);
  GTlsPassword *password = G_TLS_PASSWORD (question);
  GError *cause = NULL;

  if (interaction == NULL)
    return refuse_answer (self, retry, NULL, error);
  if (g_tls_interaction_invoke_ask_password (interaction, password, cancellable, &cause) !=
      G_TLS_INTERACTION_HANDLED)
    return refuse_answer (self, retry, cause, error);
  if (!take_answer (self, password, error))
    return FALSE;
  if (!sgn_pin_question_is_final (question) || sgn_pin_question_is_confirmed (question))
    return TRUE;
  forget_pin (self);
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_PIN_FINAL,
                       sgn_token_get_title (self->choice.token));
  return FALSE;
}

static gboolean
check_pin_state (SgnTokenSession *self, GError **error)
{
  const char *title = sgn_token_get_title (self->choice.token);

  switch (sgn_token_get_pin_state (self->link.token)) {
  case SGN_PIN_STATE_LOCKED:
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PIN_LOCKED, title);
    return FALSE;
  case SGN_PIN_STATE_UNSET:
    g_set_error (error, SGN_ERROR, SGN_ERROR_PIN_NEEDED, _ ("%s has no PIN yet"), title);
    return FALSE;
  case SGN_PIN_STATE_GOOD:
  case SGN_PIN_STATE_LOW:
  case SGN_PIN_STATE_FINAL:
  default:
    return TRUE;
  }
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, SGN_ERROR, SGN_ERROR_PIN_WRONG) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_PIN_LOCKED);
}

/* With what is known; a PIN that is refused is never used again. */
static gboolean
login (SgnTokenSession *self, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;
  gboolean keypad = sgn_token_is_protected (self->link.token);
  gboolean good;

  if (!sgn_token_is_login_required (self->link.token))
    return TRUE;
  if (keypad)
    tell (self, SGN_TOKEN_NOTICE_PINPAD);
  good = sgn_token_link_login (&self->link, keypad ? NULL : self->pin, cancellable, &cause);
  if (keypad)
    tell (self, SGN_TOKEN_NOTICE_NONE);
  if (good)
    return TRUE;
  if (is_refusal (cause)) {
    forget_pin (self);
    self->refused = TRUE;
  }
  g_propagate_error (error, cause);
  return FALSE;
}

static gboolean
needs_question (SgnTokenSession *self)
{
  return sgn_token_is_login_required (self->link.token) &&
         !sgn_token_is_protected (self->link.token);
}

static gboolean
unlock (SgnTokenSession *self,
        GTlsInteraction *interaction,
        GCancellable *cancellable,
        GError **error)
{
  for (guint i = 0;; i++) {
    g_autoptr (GError) local = NULL;

    if (!check_pin_state (self, error))
      return FALSE;
    if (needs_question (self) && !ask (self, i > 0, interaction, cancellable, error))
      return FALSE;
    self->refused = FALSE;
    if (login (self, cancellable, &local))
      return TRUE;
    if (!g_error_matches (local, SGN_ERROR, SGN_ERROR_PIN_WRONG) || !needs_question (self) ||
        i == MAX_QUESTIONS) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    if (!sgn_token_link_refresh (&self->link, cancellable, error))
      return FALSE;
  }
}

static void
pause_waiting (GCancellable *cancellable)
{
  for (guint i = 0; i < 5 && !g_cancellable_is_cancelled (cancellable); i++)
    g_usleep (WAIT_STEP / 5);
}

/* Waits for a token that was there before. */
static gboolean
reach_token (SgnTokenSession *self, GCancellable *cancellable, GError **error)
{
  gboolean told = FALSE;
  gboolean found;

  for (;;) {
    g_autoptr (GError) local = NULL;

    sgn_token_link_clear (&self->link);
    found = sgn_token_link_open (&self->link, self->choice.token, cancellable, &local);
    if (found)
      break;
    if (!self->choice.wait || !g_error_matches (local, SGN_ERROR, SGN_ERROR_TOKEN_MISSING)) {
      g_propagate_error (error, g_steal_pointer (&local));
      break;
    }
    if (!told)
      tell (self, SGN_TOKEN_NOTICE_REMOVED);
    told = TRUE;
    pause_waiting (cancellable);
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      break;
  }
  if (told)
    tell (self, SGN_TOKEN_NOTICE_NONE);
  return found;
}

static gboolean
find_key (SgnTokenSession *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) id = NULL;

  if (!sgn_token_link_find_key (&self->link, &self->choice, &id, cancellable, error))
    return FALSE;
  if (self->choice.id == NULL)
    self->choice.id = g_steal_pointer (&id);
  sgn_token_host_set_pin_func (self->link.host, answer_key, self);
  return TRUE;
}

/* A new process: the only cure for some of what can go wrong. */
static gboolean
restart (SgnTokenSession *self, GCancellable *cancellable, GError **error)
{
  if (self->refused) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_PIN_WRONG,
                         sgn_token_get_title (self->choice.token));
    return FALSE;
  }
  return reach_token (self, cancellable, error) && check_pin_state (self, error) &&
         login (self, cancellable, error) && find_key (self, cancellable, error);
}

static gboolean
is_curable (gulong answer, const GError *error)
{
  if (answer == 0)
    return g_error_matches (error, SGN_ERROR, SGN_ERROR_MODULE_CRASHED);
  return sgn_ckr_is_session_lost (answer);
}

/* What cannot be cured this way, a restart cures, unless the PIN was refused. */
static gboolean
login_again (SgnTokenSession *self, GCancellable *cancellable)
{
  sgn_token_link_logout (&self->link, cancellable);
  return login (self, cancellable, NULL) && find_key (self, cancellable, NULL);
}

static GBytes *
sign_curing (SgnTokenSession *self,
             SgnHash hash,
             GBytes *digest,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GError) first = NULL;
  gulong answer = 0;
  GBytes *signature;

  if (self->link.key == NULL && !restart (self, cancellable, error))
    return NULL;
  signature = sgn_token_link_sign (&self->link, hash, digest, &answer, cancellable, &first);
  if (signature == NULL && answer == CKR_USER_NOT_LOGGED_IN && login_again (self, cancellable)) {
    g_clear_error (&first);
    signature = sgn_token_link_sign (&self->link, hash, digest, &answer, cancellable, &first);
  }
  if (signature == NULL && is_curable (answer, first)) {
    if (!restart (self, cancellable, error))
      return NULL;
    g_clear_error (&first);
    signature = sgn_token_link_sign (&self->link, hash, digest, &answer, cancellable, &first);
  }
  if (signature == NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  return signature;
}

static gboolean
check_open (SgnTokenSession *self, GError **error)
{
  const char *title = sgn_token_get_title (self->choice.token);

  if (self->closed) {
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PIN_NEEDED, title);
    return FALSE;
  }
  if (self->n_hangs < MAX_HANGS)
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_MODULE_HANGS, title);
  return FALSE;
}

static GBytes *
sign (gpointer key, SgnHash hash, GBytes *digest, GCancellable *cancellable, GError **error)
{
  SgnTokenSession *self = key;
  GError *cause = NULL;
  GBytes *signature = NULL;

  g_mutex_lock (&self->lock);
  if (!g_cancellable_set_error_if_cancelled (cancellable, &cause) && check_open (self, &cause))
    signature = sign_curing (self, hash, digest, cancellable, &cause);
  if (signature == NULL) {
    /* What failed once leaves libp11's session stuck, so the next file begins anew. */
    sgn_token_link_clear (&self->link);
    if (is_refusal (cause)) {
      forget_pin (self);
      self->refused = TRUE;
    }
    if (g_error_matches (cause, SGN_ERROR, SGN_ERROR_MODULE_HANGS))
      self->n_hangs++;
    g_propagate_error (error, cause);
  } else {
    self->n_hangs = 0;
  }
  g_mutex_unlock (&self->lock);
  return signature;
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
  if (self->certificate != NULL)
    return sgn_identity_check_key (self->certificate,
                                   X509_get0_pubkey (sgn_certificate_get_x509 (self->certificate)),
                                   error);
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_CERT_MISSING,
               _ ("%s holds the key only; its certificate must be given as a file"),
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
  sgn_token_module_begin_use (sgn_token_get_module (choice->token));
  self->in_use = TRUE;
  if (!sgn_token_link_open (&self->link, choice->token, cancellable, error) ||
      !unlock (self, interaction, cancellable, error) || !find_key (self, cancellable, error) ||
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
                               sign,
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
