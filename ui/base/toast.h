/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* @text is not markup, since file names may look like it; it takes two lines where the window is
 * narrow. (transfer full) */
AdwToast *sgn_toast_new (const char *text);
