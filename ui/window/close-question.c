/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/close-question.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

void
sgn_close_question_ask (GtkWindow *parent, void (*stop) (gpointer owner), GObject *owner)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (parent,
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
  g_signal_connect_object (dialog, "response::stop", G_CALLBACK (stop), owner, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
