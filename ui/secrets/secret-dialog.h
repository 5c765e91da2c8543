/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* Asks for a secret and stays open while it is tried. Emits "answered" when there is one to take,
 * "dismissed" when the person gives up. */
#define SGN_TYPE_SECRET_DIALOG (sgn_secret_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (SgnSecretDialog, sgn_secret_dialog, SGN, SECRET_DIALOG, AdwMessageDialog)

struct _SgnSecretDialogClass {
  AdwMessageDialogClass parent_class;

  /* What was typed is being tried, or can be typed again. */
  void (*set_busy) (SgnSecretDialog *self, gboolean busy);
  /* Away with what was typed. */
  void (*clear) (SgnSecretDialog *self);
};

/* Ready for (another) answer. */
void sgn_secret_dialog_reopen (SgnSecretDialog *self);
void sgn_secret_dialog_close (SgnSecretDialog *self);
