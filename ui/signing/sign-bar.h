/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/files/file-list.h"
#include "ui/identities/identity-list.h"
#include "ui/signing/sign-run.h"
#include "ui/tokens/token-list.h"

/* The bar below the files: the certificate, the timestamp server and one button; during a run its
 * progress. The buttons are actions of the window ("run.sign", "run.cancel", ...). Emits "chosen"
 * with an item of the certificates. */
#define SGN_TYPE_SIGN_BAR (sgn_sign_bar_get_type ())
G_DECLARE_FINAL_TYPE (SgnSignBar, sgn_sign_bar, SGN, SIGN_BAR, AdwBin)

void sgn_sign_bar_set_identities (SgnSignBar *self, SgnIdentityList *list);
void sgn_sign_bar_set_tokens (SgnSignBar *self, SgnTokenList *tokens);
void sgn_sign_bar_set_narrow (SgnSignBar *self, gboolean narrow);
/* @selected: the counts are those of several chosen files. */
void sgn_sign_bar_show_counts (SgnSignBar *self, const SgnFileCounts *counts, gboolean selected);
/* @run: the active run; NULL: none. */
void sgn_sign_bar_show_run (SgnSignBar *self, SgnSignRun *run);
