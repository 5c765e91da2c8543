/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/files/file-item.h"

/* The details of a file that is being signed, could not be, or waits for a decision. */
#define SGN_TYPE_SIGN_PAGE (sgn_sign_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnSignPage, sgn_sign_page, SGN, SIGN_PAGE, AdwBin)

/* Whether the page shows files in this state. */
gboolean sgn_sign_page_is_for (SgnFileState state);
/* Both (nullable). */
void sgn_sign_page_set_item (SgnSignPage *self, SgnFileItem *item, SgnSignRequest *request);
