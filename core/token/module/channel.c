/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-channel"

/* PKCS #11 itself, over the client library of p11-kit, for what libp11 does not do: making keys and
 * storing certificates. Each channel loads the library anew, since it serves one connection. */

#include "config.h"

#include "core/token/module/channel.h"

#include <dlfcn.h>

#include "core/token/module/fault.h"
#include "core/token/module/module-private.h"

struct _SgnTokenChannel {
  SgnTokenModule *module;
  SgnTokenProcess *process;
  void *library;
  CK_FUNCTION_LIST *functions;
  gboolean loaded;
};

static CK_RV
load_client (SgnTokenChannel *self)
{
  CK_C_INITIALIZE_ARGS arguments = {
    /* PKCS #11 2.40, 5.4: the library may use the system's locks. */
    .flags = CKF_OS_LOCKING_OK,
    /* Reserved by the standard; some modules take their configuration from it. */
    .pReserved = (void *) sgn_token_module_get_parameters (self->module),
  };
  CK_C_GetFunctionList get;
  CK_RV answer;

  self->library = dlopen (SGN_TOKEN_CLIENT, RTLD_NOW | RTLD_LOCAL);
  get = self->library != NULL ? (CK_C_GetFunctionList) dlsym (self->library, "C_GetFunctionList")
                              : NULL;
  if (get == NULL)
    return CKR_GENERAL_ERROR;
  answer = get (&self->functions);
  return answer == CKR_OK ? self->functions->C_Initialize (&arguments) : answer;
}

static gboolean
load (SgnTokenChannel *self, GCancellable *cancellable, GError **error)
{
  guint timeout = sgn_token_module_get_timeout (self->module);
  CK_RV answer;

  sgn_token_process_enter (self->process, timeout, cancellable);
  answer = load_client (self);
  /* If the library has not connected by now, it will not. */
  sgn_token_process_loaded (self->process);
  sgn_token_process_leave (self->process);
  self->loaded = answer == CKR_OK;
  if (!self->loaded)
    sgn_token_fault_set (self->module,
                         self->process,
                         FALSE,
                         answer,
                         SGN_ERROR_MODULE_MISSING,
                         error);
  return self->loaded;
}

SgnTokenChannel *
sgn_token_channel_start (SgnTokenModule *module, GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnTokenChannel) self = g_new0 (SgnTokenChannel, 1);

  self->module = g_object_ref (module);
  self->process = sgn_token_module_start (module, error);
  if (self->process == NULL || !load (self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
sgn_token_channel_free (SgnTokenChannel *self)
{
  if (self == NULL)
    return;
  if (self->process != NULL) {
    /* Even finishing can hang in a module. */
    sgn_token_channel_enter (self, 1, NULL);
    if (self->loaded)
      self->functions->C_Finalize (NULL);
    if (self->library != NULL)
      dlclose (self->library);
    sgn_token_process_leave (self->process);
  }
  sgn_token_process_free (self->process);
  g_object_unref (self->module);
  g_free (self);
}

CK_FUNCTION_LIST *
sgn_token_channel_enter (SgnTokenChannel *self, guint factor, GCancellable *cancellable)
{
  guint timeout = sgn_token_module_get_timeout (self->module);

  sgn_token_process_enter (self->process, factor * timeout, cancellable);
  return self->functions;
}

gboolean
sgn_token_channel_leave (SgnTokenChannel *self, CK_RV answer, GError **error)
{
  sgn_token_process_leave (self->process);
  if (answer == CKR_OK)
    return TRUE;
  sgn_token_fault_set (self->module, self->process, TRUE, answer, SGN_ERROR_TOKEN_FAILED, error);
  return FALSE;
}
