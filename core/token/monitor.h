/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/token/token.h"

/* What is known of one module. Properties change in the main context of the monitor. */
#define SGN_TYPE_TOKEN_WATCH (sgn_token_watch_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenWatch, sgn_token_watch, SGN, TOKEN_WATCH, GObject)

SgnTokenModule *sgn_token_watch_get_module (SgnTokenWatch *self); /* property "module" */
/* Was it asked once? Until then nobody knows whether there is a token. Property "ready". */
gboolean sgn_token_watch_is_ready (SgnTokenWatch *self);
/* Why it could not be asked (it crashed, it hangs, ...), or NULL; it is tried again after a while.
 * Property "failed". */
const GError *sgn_token_watch_get_error (SgnTokenWatch *self);

/* The tokens that are there now, looked for every two seconds while the monitor lives; a module
 * with which somebody signs is left alone. Belongs to the main context it was made in. */
#define SGN_TYPE_TOKEN_MONITOR (sgn_token_monitor_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenMonitor, sgn_token_monitor, SGN, TOKEN_MONITOR, GObject)

/* @modules of SgnTokenModule; those only found (SGN_TOKEN_MODULE_FOUND) are not run. */
SgnTokenMonitor *sgn_token_monitor_new (GPtrArray *modules);
void sgn_token_monitor_add_module (SgnTokenMonitor *self, SgnTokenModule *module);
void sgn_token_monitor_remove_module (SgnTokenMonitor *self, SgnTokenModule *module);
GListModel *sgn_token_monitor_get_tokens (SgnTokenMonitor *self);  /* of SgnToken */
GListModel *sgn_token_monitor_get_watches (SgnTokenMonitor *self); /* of SgnTokenWatch */
/* Were all modules asked once? Property "ready". */
gboolean sgn_token_monitor_is_ready (SgnTokenMonitor *self);
/* Asks at once, also modules that failed. */
void sgn_token_monitor_refresh (SgnTokenMonitor *self);
