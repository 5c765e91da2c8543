/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* @text is not markup, since file names may look like it; it may take two lines in a narrow window.
 * (transfer full) */
AdwToast *sgn_toast_new (const char *text);
