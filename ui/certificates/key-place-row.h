/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/tokens/token-list.h"

/* A row for choosing where to keep a new key: in a file or on a connected token. */
#define SGN_TYPE_KEY_PLACE_ROW (sgn_key_place_row_get_type ())
G_DECLARE_FINAL_TYPE (SgnKeyPlaceRow, sgn_key_place_row, SGN, KEY_PLACE_ROW, AdwComboRow)

/* Starts looking for tokens. */
void sgn_key_place_row_set_tokens (SgnKeyPlaceRow *self, SgnTokenList *tokens);
/* NULL: in a file. (transfer none) */
SgnToken *sgn_key_place_row_get_token (SgnKeyPlaceRow *self);
