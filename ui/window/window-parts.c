/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/window-parts.h"

#include "ui/base/settings.h"
#include "ui/certificates/request-item.h"
#include "ui/preferences/trust-settings.h"

static const char *const prefixes[] = { "files", "run", "certificates", "tokens", "history" };

static void
insert_groups (SgnWindowParts *self, GtkWidget *window)
{
  GActionGroup *groups[] = {
    sgn_file_actions_get_group (self->file_actions),
    sgn_run_actions_get_group (self->run_actions),
    sgn_certificate_actions_get_group (self->certificate_actions),
    sgn_token_actions_get_group (self->token_actions),
    sgn_history_actions_get_group (self->history_actions),
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (groups) == G_N_ELEMENTS (prefixes));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    gtk_widget_insert_action_group (window, prefixes[i], groups[i]);
}

static void
on_trust_changed (SgnFileList *files)
{
  g_autoptr (SgnAnchors) anchors = sgn_trust_settings_create_anchors (sgn_settings_get ());
  g_autoptr (SgnVerifyOptions) options = sgn_verify_options_new (anchors);

  sgn_file_list_set_options (files, options);
}

static void
create_models (SgnWindowParts *self)
{
  GSettings *settings = sgn_settings_get ();

  g_signal_connect_object (settings,
                           "changed::trust-paths",
                           G_CALLBACK (on_trust_changed),
                           self->files,
                           G_CONNECT_SWAPPED);
  on_trust_changed (self->files);
  self->identities = sgn_identity_list_new (settings);
  self->requests = sgn_requests_load (settings);
  self->tokens = sgn_token_list_new (settings);
  self->control = sgn_run_control_new (self->files, self->identities, self->tokens);
  self->undo = sgn_undo_new ();
  self->notices = sgn_notices_new ();
  self->expiry = sgn_expiry_watch_new (self->identities, self->notices);
}

static void
create_actions (SgnWindowParts *self, GtkWindow *window, SgnPages *pages)
{
  const SgnCertificateModels models = { pages,          self->files,  self->identities,
                                        self->requests, self->tokens, self->control };

  self->file_actions = sgn_file_actions_new (window, self->selection, self->undo);
  self->run_actions = sgn_run_actions_new (window, self->control, self->selection);
  self->run_messages = sgn_run_messages_new (window, self->control, self->undo);
  self->certificate_actions = sgn_certificate_actions_new (window, &models);
  self->token_actions = sgn_token_actions_new (window,
                                               pages,
                                               self->tokens,
                                               self->identities,
                                               self->control);
  self->history_actions = sgn_history_actions_new (pages,
                                                   self->files,
                                                   self->control,
                                                   self->notices);
}

void
sgn_window_parts_create (SgnWindowParts *self, GtkWindow *window, SgnPages *pages)
{
  create_models (self);
  create_actions (self, window, pages);
  insert_groups (self, GTK_WIDGET (window));
}

void
sgn_window_parts_clear (SgnWindowParts *self, GtkWindow *window)
{
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    gtk_widget_insert_action_group (GTK_WIDGET (window), prefixes[i], NULL);
  if (self->control != NULL)
    sgn_run_control_close (self->control);
  g_clear_object (&self->file_actions);
  g_clear_object (&self->run_actions);
  g_clear_object (&self->run_messages);
  g_clear_object (&self->certificate_actions);
  g_clear_object (&self->token_actions);
  g_clear_object (&self->history_actions);
  g_clear_object (&self->expiry);
  g_clear_object (&self->undo);
  g_clear_object (&self->notices);
  g_clear_object (&self->control);
  g_clear_object (&self->tokens);
  g_clear_object (&self->requests);
  g_clear_object (&self->identities);
  g_clear_object (&self->selection);
  g_clear_object (&self->files);
}
