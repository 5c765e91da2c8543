/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* @text is no markup, as file names may look like it, and takes two lines where the window is
 * narrow. (transfer full) */
AdwToast *sgn_toast_new (const char *text);
