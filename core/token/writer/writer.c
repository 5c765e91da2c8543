/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-writer"

/* Opens a token for writing. Writing needs calls that libp11 does not offer, so this file speaks
 * PKCS #11 itself: find the slot again, open a read/write session, log in. The module runs in a
 * process of its own (channel), whose end is also the end of the login. */

#include "config.h"

#include "core/token/writer/writer-private.h"

#include <string.h>

#include "core/token/module/module-private.h"
#include "core/token/session/ask.h"
#include "core/token/token-private.h"

#define MAX_SLOTS 256
/* Only for tokens that do not count wrong PINs themselves; the others lock after three or so. */
#define MAX_QUESTIONS 10

static char *
to_text (const unsigned char *field, gsize size)
{
  return g_strchomp (g_strndup ((const char *) field, size));
}

/* Describes the token in the same way as libp11 would. (transfer full) */
static SgnToken *
describe (SgnTokenModule *module, const CK_TOKEN_INFO *info)
{
  g_autofree char *label = to_text (info->label, sizeof info->label);
  g_autofree char *maker = to_text (info->manufacturerID, sizeof info->manufacturerID);
  g_autofree char *model = to_text (info->model, sizeof info->model);
  g_autofree char *serial = to_text (info->serialNumber, sizeof info->serialNumber);
  PKCS11_TOKEN facts = {
    .label = label,
    .manufacturer = maker,
    .model = model,
    .serialnr = serial,
    .loginRequired = (info->flags & CKF_LOGIN_REQUIRED) != 0,
    .secureLogin = (info->flags & CKF_PROTECTED_AUTHENTICATION_PATH) != 0,
    .userPinSet = (info->flags & CKF_USER_PIN_INITIALIZED) != 0,
    .userPinCountLow = (info->flags & CKF_USER_PIN_COUNT_LOW) != 0,
    .userPinFinalTry = (info->flags & CKF_USER_PIN_FINAL_TRY) != 0,
    .userPinLocked = (info->flags & CKF_USER_PIN_LOCKED) != 0,
  };
  const PKCS11_SLOT slot = { .token = &facts };

  return sgn_token_new (module, &slot);
}

/* Must be called between enter and leave. NULL when there is no token in the slot. */
static SgnToken *
read_token (SgnTokenWriter *self, CK_FUNCTION_LIST *functions, CK_SLOT_ID slot)
{
  CK_TOKEN_INFO info = { 0 };

  if (functions->C_GetTokenInfo (slot, &info) != CKR_OK)
    return NULL;
  return describe (self->module, &info);
}

/* Reads the flags again after a wrong PIN: they tell whether the next attempt is the last one. */
static gboolean
refresh (SgnTokenWriter *self, GCancellable *cancellable, GError **error)
{
  CK_FUNCTION_LIST *functions = sgn_token_channel_enter (self->channel, 1, cancellable);
  g_autoptr (SgnToken) token = read_token (self, functions, self->slot);

  if (token != NULL)
    g_set_object (&self->token, token);
  return sgn_token_channel_leave (self->channel,
                                  token != NULL ? CKR_OK : CKR_TOKEN_NOT_PRESENT,
                                  error);
}

/* A slot number is only valid in the process that asked for it, so the token is looked up again by
 * what is printed on it: maker, model and serial number. */
static gboolean
find_slot (SgnTokenWriter *self, SgnToken *wanted, GCancellable *cancellable, GError **error)
{
  CK_FUNCTION_LIST *functions = sgn_token_channel_enter (self->channel, 1, cancellable);
  CK_SLOT_ID slots[MAX_SLOTS];
  CK_ULONG count = MAX_SLOTS;
  CK_RV answer = functions->C_GetSlotList (CK_TRUE, slots, &count);

  for (CK_ULONG i = 0; answer == CKR_OK && i < MIN (count, MAX_SLOTS); i++) {
    g_autoptr (SgnToken) token = read_token (self, functions, slots[i]);

    if (token == NULL || self->token != NULL || !sgn_token_is_same (token, wanted))
      continue;
    self->slot = slots[i];
    self->token = g_steal_pointer (&token);
  }
  if (!sgn_token_channel_leave (self->channel, answer, error))
    return FALSE;
  if (self->token != NULL)
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_TOKEN_MISSING, sgn_token_get_title (wanted));
  return FALSE;
}

static gboolean
open_session (SgnTokenWriter *self, GCancellable *cancellable, GError **error)
{
  CK_FUNCTION_LIST *functions = sgn_token_channel_enter (self->channel, 1, cancellable);
  /* CKF_SERIAL_SESSION must always be set, for historical reasons (PKCS #11 2.40, 5.6). */
  CK_RV answer = functions->C_OpenSession (self->slot,
                                           CKF_SERIAL_SESSION | CKF_RW_SESSION,
                                           NULL,
                                           NULL,
                                           &self->session);

  return sgn_token_channel_leave (self->channel, answer, error);
}

/* @pin NULL: entered on the reader's PIN pad. */
static gboolean
login (SgnTokenWriter *self, const SgnPin *pin, GCancellable *cancellable, GError **error)
{
  const char *text = pin != NULL ? sgn_pin_get_text (pin) : NULL;
  /* Someone has to type on the PIN pad while the call is running, so it may take longer. */
  guint factor = pin != NULL ? 1 : 6;
  CK_FUNCTION_LIST *functions = sgn_token_channel_enter (self->channel, factor, cancellable);
  CK_RV answer = functions->C_Login (self->session,
                                     CKU_USER,
                                     (CK_UTF8CHAR *) text,
                                     text != NULL ? strlen (text) : 0);

  return sgn_token_channel_leave (self->channel,
                                  answer == CKR_USER_ALREADY_LOGGED_IN ? CKR_OK : answer,
                                  error);
}

static gboolean
try_pin (SgnTokenWriter *self,
         gboolean retry,
         GTlsInteraction *interaction,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (SgnPin) pin = NULL;

  if (!sgn_pin_check_state (self->token, error))
    return FALSE;
  if (sgn_token_is_protected (self->token))
    return login (self, NULL, cancellable, error);
  pin = sgn_pin_ask (self->token, retry, 0, interaction, cancellable, error);
  return pin != NULL && login (self, pin, cancellable, error);
}

static gboolean
unlock (SgnTokenWriter *self,
        GTlsInteraction *interaction,
        GCancellable *cancellable,
        GError **error)
{
  if (!sgn_token_is_login_required (self->token))
    return TRUE;
  for (guint i = 0;; i++) {
    g_autoptr (GError) local = NULL;

    if (try_pin (self, i > 0, interaction, cancellable, &local))
      return TRUE;
    if (!g_error_matches (local, SGN_ERROR, SGN_ERROR_PIN_WRONG) || interaction == NULL ||
        sgn_token_is_protected (self->token) || i == MAX_QUESTIONS) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    if (!refresh (self, cancellable, error))
      return FALSE;
  }
}

SgnTokenWriter *
sgn_token_writer_open (SgnToken *token,
                       GTlsInteraction *interaction,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (SgnTokenWriter) self = g_new0 (SgnTokenWriter, 1);

  self->module = g_object_ref (sgn_token_get_module (token));
  /* Keeps searches for tokens out of the module meanwhile: many drivers allow one user at a
   * time. */
  sgn_token_module_begin_use (self->module);
  self->channel = sgn_token_channel_start (self->module, cancellable, error);
  if (self->channel == NULL || !find_slot (self, token, cancellable, error) ||
      !open_session (self, cancellable, error) || !unlock (self, interaction, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
sgn_token_writer_free (SgnTokenWriter *self)
{
  if (self == NULL)
    return;
  /* Ending the process also ends session and login. */
  sgn_token_channel_free (self->channel);
  sgn_token_module_end_use (self->module);
  g_clear_object (&self->token);
  g_object_unref (self->module);
  g_free (self);
}
