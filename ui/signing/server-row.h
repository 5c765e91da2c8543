/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/signing/server-choice.h"

/* One timestamp server in the preferences. Emits "move" (int), "remove" and "switched" (boolean);
 * the list responds to them. */
#define SGN_TYPE_SERVER_ROW (sgn_server_row_get_type ())
G_DECLARE_FINAL_TYPE (SgnServerRow, sgn_server_row, SGN, SERVER_ROW, AdwActionRow)

/* (transfer floating) */
GtkWidget *sgn_server_row_new (const SgnServerChoice *choice);
/* (transfer none) */
SgnTimestampServer *sgn_server_row_get_server (SgnServerRow *self);
void sgn_server_row_set_position (SgnServerRow *self, guint position, guint size);
void sgn_server_row_test (SgnServerRow *self);
