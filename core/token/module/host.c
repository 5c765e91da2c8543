/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-host"

/* libp11 over a process of its own. All its calls are enclosed by enter and leave, which take the
 * turn among programs, start the watchdog, and stop it. */

#include "config.h"

#include "core/token/module/host.h"

#include <openssl/err.h>
#include <openssl/ui.h>

#include "core/token/module/ckr.h"
#include "core/token/module/fault.h"
#include "core/token/module/module-private.h"

struct _SgnTokenHost {
  SgnTokenModule *module;
  SgnTokenProcess *process;
  PKCS11_CTX *context;
  gboolean loaded;
  gboolean answers; /* has listed its slots once, so a process that ends later has crashed */
  PKCS11_SLOT *slots;
  guint n_slots;
  SgnTokenPinFunc pin_func;
  gpointer pin_data;
};

/* Receives the questions of libp11, which would otherwise appear on the terminal. */
static int
answer_question (UI *ui, UI_STRING *question)
{
  SgnTokenHost *self = UI_get0_user_data (ui);
  const char *pin = NULL;

  /* Texts to be shown only; there is nobody to show them to. */
  if (UI_get_string_type (question) != UIT_PROMPT && UI_get_string_type (question) != UIT_VERIFY)
    return 1;
  if (self != NULL && self->pin_func != NULL)
    pin = self->pin_func (self->pin_data);
  return pin != NULL && UI_set_result (ui, question, pin) == 0;
}

static gpointer
create_ui_method (gpointer unused)
{
  UI_METHOD *method = UI_create_method ("Signet");

  UI_method_set_reader (method, answer_question);
  /* libp11 creates these on first use, which is not thread-safe. */
  PKCS11_get_rsa_method ();
  PKCS11_get_ec_key_method ();
  return method;
}

static UI_METHOD *
get_ui_method (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, create_ui_method, NULL);
}

gulong
sgn_token_host_set_error (SgnTokenHost *self, SgnError otherwise, GError **error)
{
  return sgn_token_fault_set (self->module,
                              self->process,
                              self->answers,
                              sgn_ckr_take (),
                              otherwise,
                              error);
}

static gboolean
load (SgnTokenHost *self, GCancellable *cancellable, GError **error)
{
  const char *parameters = sgn_token_module_get_parameters (self->module);
  gboolean loaded;

  self->context = PKCS11_CTX_new ();
  if (parameters != NULL)
    /* Becomes pReserved of C_Initialize. */
    PKCS11_CTX_init_args (self->context, parameters);
  PKCS11_set_ui_method (self->context, get_ui_method (), self);
  sgn_token_host_enter (self, 1, cancellable);
  loaded = PKCS11_CTX_load (self->context, SGN_TOKEN_CLIENT) == 0;
  sgn_token_process_loaded (self->process);
  sgn_token_host_leave (self);
  if (!loaded)
    sgn_token_host_set_error (self, SGN_ERROR_MODULE_MISSING, error);
  self->loaded = loaded;
  return loaded;
}

SgnTokenHost *
sgn_token_host_start (SgnTokenModule *module, GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnTokenHost) self = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  self = g_new0 (SgnTokenHost, 1);
  self->module = g_object_ref (module);
  get_ui_method ();
  ERR_clear_error ();
  self->process = sgn_token_module_start (module, error);
  if (self->process == NULL || !load (self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
release_slots (SgnTokenHost *self)
{
  if (self->slots != NULL)
    PKCS11_release_all_slots (self->context, self->slots, self->n_slots);
  self->slots = NULL;
  self->n_slots = 0;
}

void
sgn_token_host_free (SgnTokenHost *self)
{
  if (self == NULL)
    return;
  if (self->context != NULL) {
    sgn_token_host_enter (self, 1, NULL);
    release_slots (self);
    if (self->loaded)
      PKCS11_CTX_unload (self->context);
    PKCS11_CTX_free (self->context);
    sgn_token_host_leave (self);
    ERR_clear_error ();
  }
  sgn_token_process_free (self->process);
  g_object_unref (self->module);
  g_free (self);
}

/* libp11 0.4.12 returns -1 without a reason when there is no slot. The client of p11-kit 0.25
 * reports no slot when the process has ended, even before it answered anything. */
static gboolean
has_no_slot (SgnTokenHost *self)
{
  return ERR_peek_error () == 0 &&
         sgn_token_process_get_state (self->process, !self->answers) == SGN_TOKEN_PROCESS_RUNNING;
}

gboolean
sgn_token_host_enumerate (SgnTokenHost *self, GCancellable *cancellable, GError **error)
{
  int status;

  sgn_token_host_enter (self, 1, cancellable);
  release_slots (self);
  ERR_clear_error ();
  status = PKCS11_enumerate_slots (self->context, &self->slots, &self->n_slots);
  sgn_token_host_leave (self);
  if ((status == 0 && self->n_slots > 0) || has_no_slot (self)) {
    self->answers = TRUE;
    return TRUE;
  }
  self->slots = NULL;
  self->n_slots = 0;
  sgn_token_host_set_error (self, SGN_ERROR_TOKEN_FAILED, error);
  return FALSE;
}

void
sgn_token_host_forget (SgnTokenHost *self)
{
  sgn_token_host_enter (self, 1, NULL);
  for (guint i = 0; i < self->n_slots; i++)
    /* Some modules log out all sessions of the token; after that nothing of this one may be
     * used. */
    if (self->slots[i].token != NULL && self->slots[i].token->loginRequired)
      PKCS11_logout (&self->slots[i]);
  release_slots (self);
  sgn_token_host_leave (self);
  ERR_clear_error ();
}

guint
sgn_token_host_get_n_slots (SgnTokenHost *self)
{
  return MIN (self->n_slots, SGN_TOKEN_MAX_SLOTS);
}

PKCS11_SLOT *
sgn_token_host_get_slot (SgnTokenHost *self, guint index)
{
  PKCS11_SLOT *slot = self->slots + index;

  g_return_val_if_fail (index < self->n_slots, NULL);

  /* CKF_TOKEN_INITIALIZED (PKCS #11 2.40, 3.2): without it there are neither PIN nor keys. */
  return slot->token != NULL && slot->token->initialized ? slot : NULL;
}

void
sgn_token_host_enter (SgnTokenHost *self, guint factor, GCancellable *cancellable)
{
  guint timeout = sgn_token_module_get_timeout (self->module);

  sgn_token_process_enter (self->process, factor * timeout, cancellable);
}

void
sgn_token_host_leave (SgnTokenHost *self)
{
  sgn_token_process_leave (self->process);
}

void
sgn_token_host_set_pin_func (SgnTokenHost *self, SgnTokenPinFunc func, gpointer user_data)
{
  self->pin_func = func;
  self->pin_data = user_data;
}

gboolean
sgn_token_host_is_alive (SgnTokenHost *self)
{
  return sgn_token_process_get_state (self->process, FALSE) == SGN_TOKEN_PROCESS_RUNNING;
}

SgnTokenModule *
sgn_token_host_get_module (SgnTokenHost *self)
{
  return self->module;
}
