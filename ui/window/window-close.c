/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/window/window-private.h"

static void
on_close_answer (SgnWindow *self, const char *response)
{
  if (!g_str_equal (response, "stop"))
    return;
  self->closing = TRUE;
  if (sgn_window_is_signing (self))
    sgn_sign_run_cancel (self->run);
  else
    gtk_window_close (GTK_WINDOW (self));
}

gboolean
sgn_window_delay_close (SgnWindow *self)
{
  AdwMessageDialog *dialog;

  if (!sgn_window_is_signing (self))
    return FALSE;
  if (self->closing)
    return TRUE;
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self),
                                                       _ ("Stop Signing?"),
                                                       _ ("Files that are finished stay signed, "
                                                          "the others stay as they are.")));
  adw_message_dialog_add_responses (dialog,
                                    "continue",
                                    _ ("_Continue Signing"),
                                    "stop",
                                    _ ("_Stop and Close"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (dialog, "continue");
  g_signal_connect_object (dialog,
                           "response",
                           G_CALLBACK (on_close_answer),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}
