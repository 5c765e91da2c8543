/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/certificates/request-item.h"
#include "ui/identities/identity-list.h"
#include "ui/tokens/token-list.h"

/* The entry that the page of certificates shows, and what its actions ("entry.…") work with. It
 * outlives the page as long as an action waits for an answer. Emits "select" (GObject *entry) when
 * another entry is to be shown, "message" (const char *text) when the person is to know something.
 */
#define SGN_TYPE_SHOWN_ENTRY (sgn_shown_entry_get_type ())
G_DECLARE_FINAL_TYPE (SgnShownEntry, sgn_shown_entry, SGN, SHOWN_ENTRY, GObject)

/* @page: where the actions belong, not held. @requests: of SgnRequestItem. (transfer full) */
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
/* What the page is on; NULL while it is on no screen. (transfer none) */
GtkWindow *sgn_shown_entry_get_window (SgnShownEntry *self);

/* @entry (nullable): a SgnIdentityItem or a SgnRequestItem. */
void sgn_shown_entry_set (SgnShownEntry *self, gpointer entry);
/* The entry; NULL when there is none, and where it is of the other kind. (transfer none) */
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

/* What an action waits for concerns the entry it was started on, which may not be shown any more
 * when the answer comes. */
typedef struct {
  SgnShownEntry *shown;
  GObject *entry;
  void (*go_on) (SgnShownEntry *shown); /* (nullable) */
} SgnEntryWait;

/* For the entry that is shown. (transfer full) */
SgnEntryWait *sgn_entry_wait_new (SgnShownEntry *shown, void (*go_on) (SgnShownEntry *shown));
void sgn_entry_wait_free (SgnEntryWait *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnEntryWait, sgn_entry_wait_free)
/* Is its entry still to be seen? */
gboolean sgn_entry_wait_is_shown (const SgnEntryWait *self);
