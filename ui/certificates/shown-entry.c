/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/shown-entry.h"

#include "ui/base/signal-new.h"

struct _SgnShownEntry {
  GObject parent_instance;

  GtkWidget *page; /* weak */
  SgnIdentityList *identities;
  GListStore *requests;
  SgnTokenList *tokens;
  GObject *entry; /* (nullable) */
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (SgnShownEntry, sgn_shown_entry, G_TYPE_OBJECT)

enum { SELECT, MESSAGE, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
sgn_shown_entry_dispose (GObject *object)
{
  SgnShownEntry *self = SGN_SHOWN_ENTRY (object);

  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->identities);
  g_clear_object (&self->requests);
  g_clear_object (&self->tokens);
  g_clear_object (&self->entry);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (sgn_shown_entry_parent_class)->dispose (object);
}

static void
sgn_shown_entry_class_init (SgnShownEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_shown_entry_dispose;
  signals[SELECT] = sgn_signal_new (SGN_TYPE_SHOWN_ENTRY, "select", G_TYPE_OBJECT);
  signals[MESSAGE] = sgn_signal_new (SGN_TYPE_SHOWN_ENTRY, "message", G_TYPE_STRING);
}

static void
sgn_shown_entry_init (SgnShownEntry *self)
{
  self->actions = g_simple_action_group_new ();
}

SgnShownEntry *
sgn_shown_entry_new (GtkWidget *page,
                     SgnIdentityList *identities,
                     GListStore *requests,
                     SgnTokenList *tokens)
{
  SgnShownEntry *self = g_object_new (SGN_TYPE_SHOWN_ENTRY, NULL);

  g_set_weak_pointer (&self->page, page);
  self->identities = g_object_ref (identities);
  self->requests = g_object_ref (requests);
  self->tokens = g_object_ref (tokens);
  return self;
}

SgnIdentityList *
sgn_shown_entry_get_identities (SgnShownEntry *self)
{
  return self->identities;
}

GListStore *
sgn_shown_entry_get_requests (SgnShownEntry *self)
{
  return self->requests;
}

SgnTokenList *
sgn_shown_entry_get_tokens (SgnShownEntry *self)
{
  return self->tokens;
}

GtkWindow *
sgn_shown_entry_get_window (SgnShownEntry *self)
{
  GtkRoot *root = self->page != NULL ? gtk_widget_get_root (self->page) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

void
sgn_shown_entry_set (SgnShownEntry *self, gpointer entry)
{
  g_set_object (&self->entry, entry);
}

gpointer
sgn_shown_entry_get (SgnShownEntry *self)
{
  return self->entry;
}

SgnIdentityItem *
sgn_shown_entry_get_identity (SgnShownEntry *self)
{
  return SGN_IS_IDENTITY_ITEM (self->entry) ? SGN_IDENTITY_ITEM (self->entry) : NULL;
}

SgnRequestItem *
sgn_shown_entry_get_request (SgnShownEntry *self)
{
  return SGN_IS_REQUEST_ITEM (self->entry) ? SGN_REQUEST_ITEM (self->entry) : NULL;
}

void
sgn_shown_entry_select (SgnShownEntry *self, gpointer entry)
{
  g_signal_emit (self, signals[SELECT], 0, entry);
}

void
sgn_shown_entry_show_message (SgnShownEntry *self, const char *text)
{
  g_signal_emit (self, signals[MESSAGE], 0, text);
}

GActionMap *
sgn_shown_entry_get_actions (SgnShownEntry *self)
{
  return G_ACTION_MAP (self->actions);
}

void
sgn_shown_entry_enable (SgnShownEntry *self, const char *action, gboolean enabled)
{
  GAction *found = g_action_map_lookup_action (G_ACTION_MAP (self->actions), action);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (found), enabled);
}

SgnEntryWait *
sgn_entry_wait_new (SgnShownEntry *shown, void (*go_on) (SgnShownEntry *shown))
{
  SgnEntryWait *self = g_new0 (SgnEntryWait, 1);

  self->shown = g_object_ref (shown);
  self->entry = g_object_ref (shown->entry);
  self->go_on = go_on;
  return self;
}

void
sgn_entry_wait_free (SgnEntryWait *self)
{
  g_object_unref (self->shown);
  g_object_unref (self->entry);
  g_free (self);
}

gboolean
sgn_entry_wait_is_shown (const SgnEntryWait *self)
{
  return self->shown->entry == self->entry && sgn_shown_entry_get_window (self->shown) != NULL;
}
