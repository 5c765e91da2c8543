/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/history/history.h"

/* Asks whether to delete all of @history and does so. Activates "history.changed" from @toasts and
 * shows the result there. */
void sgn_history_clear_ask (AdwToastOverlay *toasts, SgnHistory *history);
