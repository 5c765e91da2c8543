/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/base/pages.h"
#include "ui/history/history-page.h"
#include "ui/window/notices.h"
#include "ui/window/run-control.h"

/* The actions "history.…", the page they open, and the notices about files without a timestamp and
 * about errors of the history. Emits "open" (GListModel of GFile) when a file is to be listed. */
#define SGN_TYPE_HISTORY_ACTIONS (sgn_history_actions_get_type ())
G_DECLARE_FINAL_TYPE (SgnHistoryActions, sgn_history_actions, SGN, HISTORY_ACTIONS, GObject)

/* (transfer full) */
SgnHistoryActions *sgn_history_actions_new (SgnPages *pages,
                                            SgnFileList *files,
                                            SgnRunControl *control,
                                            SgnNotices *notices);
GActionGroup *sgn_history_actions_get_group (SgnHistoryActions *self); /* (transfer none) */
/* A run may have started or ended. */
void sgn_history_actions_update (SgnHistoryActions *self);
/* Where messages go while the page is on top. (nullable) (transfer none) */
AdwToastOverlay *sgn_history_actions_get_toasts (SgnHistoryActions *self);
