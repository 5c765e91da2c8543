/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/token/monitor.h"

/* A row for a module that is used, with its state; activates "tokens.restart" and
 * "tokens.remove-module". (transfer floating) */
GtkWidget *sgn_module_row_new (SgnTokenWatch *watch);
/* A row for a module that was only found; activates "tokens.use-module". (transfer floating) */
GtkWidget *sgn_module_row_new_found (SgnTokenModule *module);
