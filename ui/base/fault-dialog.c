/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/fault-dialog.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"

AdwMessageDialog *
sgn_fault_dialog_new (GtkWindow *parent, const char *heading, const char *text)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, text));

  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_message_dialog_set_close_response (dialog, "close");
  return dialog;
}

void
sgn_fault_dialog_show (GtkWindow *parent, const char *heading, const GError *error)
{
  g_autofree char *sentence = sgn_phrase_gerror (error);

  gtk_window_present (GTK_WINDOW (sgn_fault_dialog_new (parent, heading, sentence)));
}
