/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/token/token.h"

/* What is known about one module. Properties change in the main context of the monitor. Getters are
 * (transfer none). */
#define SGN_TYPE_TOKEN_WATCH (sgn_token_watch_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenWatch, sgn_token_watch, SGN, TOKEN_WATCH, GObject)

SgnTokenModule *sgn_token_watch_get_module (SgnTokenWatch *self);
/* Why it could not be queried, such as a crash or a timeout. (nullable). Queries are retried after
 * a while. Property "failed". */
const GError *sgn_token_watch_get_error (SgnTokenWatch *self);

/* The tokens that are currently inserted. While the monitor exists, modules are queried every two
 * seconds, except those in use for signing. Belongs to the main context in which it was created. */
#define SGN_TYPE_TOKEN_MONITOR (sgn_token_monitor_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenMonitor, sgn_token_monitor, SGN, TOKEN_MONITOR, GObject)

/* @modules of SgnTokenModule. Modules of origin SGN_TOKEN_MODULE_FOUND are not run. (transfer
 * full) */
SgnTokenMonitor *sgn_token_monitor_new (GPtrArray *modules) G_GNUC_WARN_UNUSED_RESULT;
void sgn_token_monitor_add_module (SgnTokenMonitor *self, SgnTokenModule *module);
void sgn_token_monitor_remove_module (SgnTokenMonitor *self, SgnTokenModule *module);
GListModel *sgn_token_monitor_get_tokens (SgnTokenMonitor *self);  /* of SgnToken */
GListModel *sgn_token_monitor_get_watches (SgnTokenMonitor *self); /* of SgnTokenWatch */
/* Whether all modules have answered once. */
gboolean sgn_token_monitor_is_ready (SgnTokenMonitor *self);
/* Queries all modules now, including those that failed. */
void sgn_token_monitor_refresh (SgnTokenMonitor *self);
