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
#include "core/token/session/unlock.h"
#include "core/token/token-private.h"

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

  /* Without CKF_TOKEN_INITIALIZED there are neither PIN nor keys (PKCS #11 2.40, 3.2). */
  if (functions->C_GetTokenInfo (slot, &info) != CKR_OK ||
      (info.flags & CKF_TOKEN_INITIALIZED) == 0)
    return NULL;
  return describe (self->module, &info);
}

/* Reads the flags again after a wrong PIN. */
static gboolean
refresh (gpointer data, GCancellable *cancellable, GError **error)
{
  SgnTokenWriter *self = data;
  CK_FUNCTION_LIST *functions = sgn_token_channel_enter (self->channel, 1, cancellable);
  g_autoptr (SgnToken) token = read_token (self, functions, self->slot);

  if (token != NULL)
    g_set_object (&self->token, token);
  return sgn_token_channel_leave (self->channel,
                                  token != NULL ? CKR_OK : CKR_TOKEN_NOT_PRESENT,
                                  error);
}

typedef struct {
  SgnTokenWriter *writer;
  CK_FUNCTION_LIST *functions;
  CK_SLOT_ID slots[SGN_TOKEN_MAX_SLOTS];
  CK_ULONG count;
} Slots;

/* A SgnTokenSlotFunc. */
static SgnToken *
read_slot (gpointer data, guint index)
{
  Slots *self = data;

  return read_token (self->writer, self->functions, self->slots[index]);
}

static gboolean
find_slot (SgnTokenWriter *self, SgnToken *wanted, GCancellable *cancellable, GError **error)
{
  Slots slots = { .writer = self, .count = SGN_TOKEN_MAX_SLOTS };
  g_autoptr (GError) missing = NULL;
  guint index = 0;
  guint count;
  CK_RV answer;

  slots.functions = sgn_token_channel_enter (self->channel, 1, cancellable);
  answer = slots.functions->C_GetSlotList (CK_TRUE, slots.slots, &slots.count);
  count = answer == CKR_OK ? (guint) MIN (slots.count, SGN_TOKEN_MAX_SLOTS) : 0;
  self->token = sgn_token_find (wanted, count, read_slot, &slots, &index, &missing);
  if (!sgn_token_channel_leave (self->channel, answer, error))
    return FALSE;
  self->slot = slots.slots[index];
  if (self->token == NULL)
    g_propagate_error (error, g_steal_pointer (&missing));
  return self->token != NULL;
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

/* As in SgnTokenLogin. The PIN goes at once: what fails here is simply done again. */
static gboolean
login (gpointer data, SgnPin *pin, GCancellable *cancellable, GError **error)
{
  SgnTokenWriter *self = data;
  g_autoptr (SgnPin) own = pin;
  const char *text = pin != NULL ? sgn_pin_get_text (pin) : NULL;
  guint factor = sgn_token_login_get_factor (pin);
  CK_FUNCTION_LIST *functions = sgn_token_channel_enter (self->channel, factor, cancellable);
  GError *cause = NULL;
  CK_RV answer = functions->C_Login (self->session,
                                     CKU_USER,
                                     (CK_UTF8CHAR *) text,
                                     text != NULL ? strlen (text) : 0);

  if (sgn_token_channel_leave (self->channel, answer, &cause))
    return TRUE;
  return sgn_token_login_judge (answer, cause, error);
}

static gboolean
unlock (SgnTokenWriter *self,
        GTlsInteraction *interaction,
        GCancellable *cancellable,
        GError **error)
{
  const SgnTokenLogin way = {
    .token = &self->token,
    .login = login,
    .refresh = refresh,
    .data = self,
  };

  return sgn_token_unlock (&way, interaction, cancellable, error);
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
