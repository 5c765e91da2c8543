/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* Asks for a secret and stays open while it is tried. Emits "answered" when a secret was entered,
 * "dismissed" when the user cancels. */
#define SGN_TYPE_SECRET_DIALOG (sgn_secret_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (SgnSecretDialog, sgn_secret_dialog, SGN, SECRET_DIALOG, AdwMessageDialog)

struct _SgnSecretDialogClass {
  AdwMessageDialogClass parent_class;

  /* While @busy, the secret is being tried and cannot be edited. */
  void (*set_busy) (SgnSecretDialog *self, gboolean busy);
  /* Empties the field. */
  void (*clear) (SgnSecretDialog *self);
};

/* Lets the user enter an (other) answer. */
void sgn_secret_dialog_reopen (SgnSecretDialog *self);
void sgn_secret_dialog_close (SgnSecretDialog *self);
