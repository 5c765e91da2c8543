/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/signing/sign-bar.h"
#include "ui/window/files-page.h"
#include "ui/window/window-parts.h"

/* Says in @bar and on @page what the button for signing would do now, and enables the actions that
 * are possible. */
void sgn_offer_show (const SgnWindowParts *parts, SgnFilesPage *page, SgnSignBar *bar);
/* Is the bar to be seen? */
gboolean sgn_offer_is_needed (const SgnWindowParts *parts);
