/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-fault"

/* Why a call into a module failed: because the module said so, or because its process is gone. The
 * second looks like the first, since p11-kit answers for a dead module with some CKR_* value. */

#include "config.h"

#include "core/token/module/fault.h"

#include <glib/gi18n-lib.h>
#include <p11-kit/pkcs11.h>

#include "core/token/module/ckr.h"

static void
describe_process (SgnTokenModule *module,
                  SgnTokenProcess *process,
                  gboolean loaded,
                  SgnTokenProcessState state,
                  GError **error)
{
  const char *title = sgn_token_module_get_title (module);
  int end = sgn_token_process_get_end (process);

  switch (state) {
  case SGN_TOKEN_PROCESS_CANCELLED:
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("cancelled"));
    return;
  case SGN_TOKEN_PROCESS_EXPIRED:
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_MODULE_HANGS,
                 _ ("%s did not respond and was stopped"),
                 title);
    return;
  case SGN_TOKEN_PROCESS_UNSTARTED:
    g_set_error (error, SGN_ERROR, SGN_ERROR_MODULE_MISSING, _ ("%s: p11-kit is missing"), title);
    return;
  case SGN_TOKEN_PROCESS_CRASHED:
    /* Translators: the name of a program and the number of the signal that ended it */
    g_set_error (error, SGN_ERROR, SGN_ERROR_MODULE_CRASHED, _ ("%1$s, signal %2$d"), title, end);
    return;
  case SGN_TOKEN_PROCESS_ENDED:
  case SGN_TOKEN_PROCESS_RUNNING:
  default:
    g_set_error (error,
                 SGN_ERROR,
                 loaded ? SGN_ERROR_MODULE_CRASHED : SGN_ERROR_MODULE_MISSING,
                 "%s",
                 sgn_token_module_get_path (module));
  }
}

gulong
sgn_token_fault_set (SgnTokenModule *module,
                     SgnTokenProcess *process,
                     gboolean loaded,
                     gulong answer,
                     SgnError otherwise,
                     GError **error)
{
  /* The answers of p11-kit for a lost connection. The process may need a moment to end. */
  gboolean ending = answer == CKR_DEVICE_ERROR || answer == 0 || !loaded;
  SgnTokenProcessState state = sgn_token_process_get_state (process, ending);
  g_autofree char *text = NULL;

  if (state != SGN_TOKEN_PROCESS_RUNNING) {
    describe_process (module, process, loaded, state, error);
    return 0;
  }
  text = answer != 0 ? sgn_ckr_describe (answer) : g_strdup (_ ("no reason given"));
  g_set_error (error, SGN_ERROR, sgn_ckr_to_code (answer, otherwise), "%s", text);
  return answer;
}
