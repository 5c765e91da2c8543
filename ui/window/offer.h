/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/signing/sign-bar.h"
#include "ui/window/files-page.h"
#include "ui/window/window-parts.h"

/* Shows in @bar and on @page what the sign button would do, and enables the possible actions. */
void sgn_offer_show (const SgnWindowParts *parts, SgnFilesPage *page, SgnSignBar *bar);
/* Whether the bar is shown. */
gboolean sgn_offer_is_needed (const SgnWindowParts *parts);
