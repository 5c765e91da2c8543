/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/certificates/request-item.h"
#include "ui/identities/identity-list.h"
#include "ui/tokens/token-list.h"

/* The entry that the page of certificates shows, and what its actions ("entry.…") work with. It
 * outlives the page as long as an action waits for an answer. Emits "select" (GObject *entry) when
 * another entry is to be shown, "message" (const char *text) for a message to the user. */
#define SGN_TYPE_SHOWN_ENTRY (sgn_shown_entry_get_type ())
G_DECLARE_FINAL_TYPE (SgnShownEntry, sgn_shown_entry, SGN, SHOWN_ENTRY, GObject)

/* @page: gets the actions; no reference is taken. @requests: of SgnRequestItem. (transfer full) */
SgnShownEntry *sgn_shown_entry_new (GtkWidget *page,
                                    SgnIdentityList *identities,
                                    GListStore *requests,
                                    SgnTokenList *tokens);
/* All of them (transfer none). */
SgnIdentityList *sgn_shown_entry_get_identities (SgnShownEntry *self);
/* (transfer none) */
GListStore *sgn_shown_entry_get_requests (SgnShownEntry *self);
/* (transfer none) */
SgnTokenList *sgn_shown_entry_get_tokens (SgnShownEntry *self);
/* The window of the page; NULL while it is not shown. (transfer none) */
GtkWindow *sgn_shown_entry_get_window (SgnShownEntry *self);

/* @entry (nullable): a SgnIdentityItem or a SgnRequestItem. */
void sgn_shown_entry_set (SgnShownEntry *self, gpointer entry);
/* The entry; NULL if there is none or it is of the other kind. (transfer none) */
gpointer sgn_shown_entry_get (SgnShownEntry *self);
/* (transfer none) */
SgnIdentityItem *sgn_shown_entry_get_identity (SgnShownEntry *self);
/* (transfer none) */
SgnRequestItem *sgn_shown_entry_get_request (SgnShownEntry *self);

void sgn_shown_entry_select (SgnShownEntry *self, gpointer entry);
void sgn_shown_entry_show_message (SgnShownEntry *self, const char *text);

/* The actions, without "entry." before their names. (transfer none) */
GActionMap *sgn_shown_entry_get_actions (SgnShownEntry *self);
void sgn_shown_entry_enable (SgnShownEntry *self, const char *action, gboolean enabled);

/* Remembers the entry that an action was started on, which may no longer be shown when the action
 * ends. */
typedef struct {
  SgnShownEntry *shown;
  GObject *entry;
  void (*go_on) (SgnShownEntry *shown); /* (nullable) */
} SgnEntryWait;

/* For the entry shown now. (transfer full) */
SgnEntryWait *sgn_entry_wait_new (SgnShownEntry *shown, void (*go_on) (SgnShownEntry *shown));
void sgn_entry_wait_free (SgnEntryWait *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnEntryWait, sgn_entry_wait_free)
/* Whether its entry is still shown. */
gboolean sgn_entry_wait_is_shown (const SgnEntryWait *self);
