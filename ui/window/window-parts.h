/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/window/certificate-actions.h"
#include "ui/window/expiry-watch.h"
#include "ui/window/file-actions.h"
#include "ui/window/history-actions.h"
#include "ui/window/run-actions.h"
#include "ui/window/run-messages.h"
#include "ui/window/token-actions.h"

/* The parts of the window besides its widgets; each knows only those it works with. */
typedef struct {
  SgnFileList *files;
  SgnFileSelection *selection;
  SgnIdentityList *identities;
  GListStore *requests; /* of SgnRequestItem, for further certificates */
  SgnTokenList *tokens;
  SgnRunControl *control;
  SgnUndo *undo;
  SgnNotices *notices;
  SgnExpiryWatch *expiry;
  SgnFileActions *file_actions;
  SgnRunActions *run_actions;
  SgnRunMessages *run_messages;
  SgnCertificateActions *certificate_actions;
  SgnTokenActions *token_actions;
  SgnHistoryActions *history_actions;
} SgnWindowParts;

/* Makes all other parts from @files and @selection, which must be set, and adds their actions to
 * @window. */
void sgn_window_parts_create (SgnWindowParts *self, GtkWindow *window, SgnPages *pages);
/* Removes the actions from @window and releases all parts. May be called twice. */
void sgn_window_parts_clear (SgnWindowParts *self, GtkWindow *window);
