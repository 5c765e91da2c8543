/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/token/monitor.h"

/* A row for a module that is used, with what became of it; activates "win.restart-tokens" and
 * "win.remove-module". */
GtkWidget *sgn_module_row_new (SgnTokenWatch *watch);
/* A row for one that was only found; activates "win.use-module". */
GtkWidget *sgn_module_row_new_found (SgnTokenModule *module);
