/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/base/settings.h"
#include "ui/signing/server-choice.h"
#include "ui/signing/sign-options.h"
#include "ui/signing/sign-settings.h"
#include "ui/signing/sign-words.h"
#include "ui/window/window-private.h"

#define NOTIFICATION "run-ended"
/* Who waited a moment only is still there. */
#define SECONDS_TO_NOTIFY 5

static SgnIdentityItem *
get_chosen (SgnWindow *self)
{
  return sgn_identity_list_get_chosen (self->identities);
}

static SgnExisting
get_existing (void)
{
  return sgn_sign_settings_get_existing (sgn_settings_get ());
}

/* Several chosen files are meant alone; a single chosen one is only the one looked at. */
static gboolean
is_selection_meant (GPtrArray *selected)
{
  return selected->len > 1;
}

static void
count (SgnWindow *self, SgnFileCounts *counts, gboolean *only_selected)
{
  g_autoptr (GPtrArray) selected = sgn_window_get_selected (self);

  *only_selected = is_selection_meant (selected);
  if (*only_selected)
    sgn_file_list_count_items (selected, get_existing (), counts);
  else
    sgn_file_list_count (self->files, get_existing (), counts);
}

static GPtrArray *
collect_run (SgnWindow *self)
{
  g_autoptr (GPtrArray) selected = sgn_window_get_selected (self);
  GPtrArray *run;

  if (!is_selection_meant (selected))
    return sgn_file_list_get_run (self->files, get_existing ());
  run = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < selected->len; i++) {
    SgnFileItem *item = g_ptr_array_index (selected, i);

    if (sgn_file_item_will_be_signed (item, get_existing ()))
      g_ptr_array_add (run, g_object_ref (item));
  }
  return run;
}

static void
notify (SgnWindow *self, const SgnSignProgressSum *sum)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autofree char *title = sgn_sign_run_is_stamping (self->run) ? sgn_words_stamped (sum->written)
                                                                : sgn_words_signed (sum->written);
  g_autoptr (GNotification) notification = NULL;

  if (gtk_window_is_active (GTK_WINDOW (self)) || application == NULL ||
      sum->elapsed < SECONDS_TO_NOTIFY)
    return;
  notification = g_notification_new (title);
  if (sum->failed > 0) {
    g_autofree char *body = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                          "%u file could not be signed",
                                                          "%u files could not be signed",
                                                          sum->failed),
                                             sum->failed);

    g_notification_set_body (notification, body);
  }
  g_application_send_notification (application, NOTIFICATION, notification);
}

static void
on_run_ended (SgnWindow *self)
{
  SgnSignProgressSum sum;
  g_autofree char *text = NULL;

  sgn_sign_run_sum (self->run, &sum);
  text = sgn_sign_run_is_stamping (self->run) ? sgn_words_stamped (sum.written)
                                              : sgn_words_signed (sum.written);
  if (sum.can_undo > 0)
    sgn_window_offer_undo (self, text, SGN_UNDO_RUN, "win.undo-run");
  else if (sum.written > 0)
    sgn_window_tell (self, text);
  notify (self, &sum);
  sgn_window_history_changed (self);
  sgn_window_queue_update (self);
  if (self->closing)
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_run_changed (SgnWindow *self)
{
  sgn_sign_bar_show_run (self->sign_bar, sgn_window_is_signing (self) ? self->run : NULL);
}

static void
forget_run (SgnWindow *self)
{
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  if (self->undo == SGN_UNDO_RUN)
    self->undo = SGN_UNDO_NOTHING;
}

static SgnSignRequest *
create_request (SgnWindow *self, SgnIdentity *identity)
{
  SgnSignRequest *request = sgn_sign_settings_create_request (sgn_settings_get (),
                                                              identity,
                                                              sgn_file_list_get_anchors (
                                                                  self->files));

  if (self->pending_unstamped)
    g_ptr_array_set_size (request->timestamp_servers, 0);
  if (self->pending_copy != NULL) {
    g_set_object (&request->output, self->pending_copy);
    request->output_is_folder = FALSE;
    request->overwrite = TRUE; /* the file chooser has asked */
  }
  return request;
}

/* Takes @run. */
static void
follow_run (SgnWindow *self, SgnSignRun *run)
{
  forget_run (self);
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  self->run = run;
  g_signal_connect_object (self->run,
                           "changed",
                           G_CALLBACK (on_run_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "ended", G_CALLBACK (on_run_ended), self, G_CONNECT_SWAPPED);
  on_run_changed (self);
  sgn_window_queue_update (self);
}

static gboolean
start_pending (SgnWindow *self, SgnIdentity *identity)
{
  g_autoptr (GPtrArray) items = g_steal_pointer (&self->pending);
  g_autoptr (SgnSignRequest) request = NULL;
  g_autoptr (SgnSignRequest) replacing = NULL;

  if (items == NULL || sgn_window_is_signing (self))
    return FALSE;
  request = create_request (self, identity);
  replacing = create_request (self, identity);
  replacing->existing = SGN_EXISTING_REPLACE;
  follow_run (self, sgn_sign_run_new (items, request, replacing));
  return TRUE;
}

void
sgn_window_start_pending (SgnWindow *self)
{
  start_pending (self, sgn_identity_item_get_identity (get_chosen (self)));
}

void
sgn_window_start_with_token (SgnWindow *self, SgnTokenSession *session, SgnTokenNotices *notices)
{
  g_autoptr (SgnIdentity) identity = sgn_token_session_get_identity (session);

  if (start_pending (self, identity))
    sgn_sign_run_set_token (self->run, session, notices);
}

void
sgn_window_sign_items (SgnWindow *self, GPtrArray *items, gboolean unstamped, GFile *copy)
{
  if (self->unlocking) {
    g_ptr_array_unref (items);
    return;
  }
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  self->pending = items;
  self->pending_unstamped = unstamped;
  g_set_object (&self->pending_copy, copy);
  if (items->len == 0 || sgn_window_is_signing (self) || get_chosen (self) == NULL)
    g_clear_pointer (&self->pending, g_ptr_array_unref);
  else if (sgn_identity_item_get_uri (get_chosen (self)) != NULL)
    sgn_window_unlock_token (self);
  else if (sgn_identity_item_get_identity (get_chosen (self)) == NULL)
    sgn_window_open_identity (self, get_chosen (self));
  else
    sgn_window_start_pending (self);
}

static void
sign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  sgn_window_sign_items (self, collect_run (self), FALSE, NULL);
}

GPtrArray *
sgn_window_get_current (SgnWindow *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->current != NULL)
    g_ptr_array_add (items, g_object_ref (self->current));
  return items;
}

/* Asked for, a timestamp is wanted also where signing goes without; and in this very file. */
void
sgn_window_stamp (SgnWindow *self, GPtrArray *items)
{
  GSettings *settings = sgn_settings_get ();
  g_autoptr (SgnSignRequest) request = NULL;

  if (items->len == 0 || sgn_window_is_signing (self))
    return;
  request = sgn_sign_settings_create_request (settings,
                                              NULL,
                                              sgn_file_list_get_anchors (self->files));
  g_clear_object (&request->output);
  g_clear_pointer (&request->backup_suffix, g_free);
  if (request->timestamp_servers->len == 0) {
    g_ptr_array_unref (request->timestamp_servers);
    request->timestamp_servers = sgn_server_choices_get_automatic (settings);
  }
  follow_run (self, sgn_sign_run_new_stamping (items, request));
}

static void
add_timestamp_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) items = sgn_window_get_current (SGN_WINDOW (widget));

  sgn_window_stamp (SGN_WINDOW (widget), items);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (sgn_window_is_signing (self))
    sgn_sign_run_cancel (self->run);
  sgn_window_queue_update (self);
}

static void
options_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (sgn_sign_options_new (GTK_WINDOW (widget)));
}

gboolean
sgn_window_is_signing (SgnWindow *self)
{
  return self->run != NULL && sgn_sign_run_is_active (self->run);
}

static gboolean
is_usable (SgnWindow *self, SgnIdentityItem *item)
{
  return item != NULL && sgn_window_has_key (self, item) &&
         sgn_identity_item_get_days_left (item, g_get_real_time () / G_USEC_PER_SEC) >= 0;
}

static void
show_offer (SgnWindow *self, const SgnFileCounts *counts, gboolean only_selected)
{
  g_autofree char *button = sgn_words_button (counts, only_selected);
  SgnIdentityItem *chosen = get_chosen (self);

  if (chosen != NULL)
    sgn_sign_bar_show_counts (self->sign_bar, counts, only_selected);
  sgn_report_page_set_signer (self->report_page,
                              is_usable (self, chosen) ? sgn_identity_item_get_name (chosen) : NULL,
                              button);
}

static void
enable (SgnWindow *self, const char *action, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

static gboolean
can_be_added (SgnFileItem *item)
{
  return item != NULL && sgn_file_item_is_signed (item) &&
         !sgn_file_item_will_be_signed (item, get_existing ());
}

static gboolean
can_be_stamped (SgnFileItem *item)
{
  g_autoptr (GPtrArray) servers = sgn_sign_settings_get_servers (sgn_settings_get ());

  return item != NULL && servers->len > 0 && sgn_file_item_lacks_timestamp (item);
}

void
sgn_window_signing_update (SgnWindow *self)
{
  gboolean idle = !sgn_window_is_signing (self);
  gboolean ready = idle && is_usable (self, get_chosen (self));
  gboolean only_selected;
  SgnFileCounts counts;

  count (self, &counts, &only_selected);
  gtk_revealer_set_reveal_child (self->bar_revealer,
                                 !idle || (get_chosen (self) != NULL && counts.files > 0));
  enable (self, "win.sign", ready && counts.to_sign > 0);
  enable (self, "win.retry", ready);
  enable (self, "win.keep-without-timestamp", ready);
  enable (self, "win.keep-all-without-timestamp", ready);
  enable (self, "win.sign-copy", ready);
  enable (self, "win.cancel", !idle && !sgn_sign_run_is_stopping (self->run));
  enable (self, "win.add-to-run", ready && can_be_added (self->current));
  enable (self, "win.add-timestamp", idle && can_be_stamped (self->current));
  show_offer (self, &counts, only_selected);
  on_run_changed (self);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.sign", sign_action },
    { "win.add-timestamp", add_timestamp_action },
    { "win.cancel", cancel_action },
    { "win.sign-options", options_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

void
sgn_window_signing_class_init (GtkWidgetClass *widget_class)
{
  const GdkModifierType control = GDK_CONTROL_MASK;

  g_type_ensure (SGN_TYPE_SIGN_BAR);
  g_type_ensure (SGN_TYPE_SIGN_PAGE);
  install_actions (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, control, "win.sign", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, control, "win.sign", NULL);
}

void
sgn_window_signing_init (SgnWindow *self)
{
  g_signal_connect_object (sgn_settings_get (),
                           "changed",
                           G_CALLBACK (sgn_window_queue_update),
                           self,
                           G_CONNECT_SWAPPED);
}

void
sgn_window_signing_dispose (SgnWindow *self)
{
  forget_run (self);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_clear_object (&self->pending_copy);
  if (self->identities != NULL)
    g_signal_handlers_disconnect_by_data (self->identities, self);
  g_clear_object (&self->identities);
  g_clear_object (&self->tokens);
  g_clear_object (&self->requests);
  g_clear_object (&self->expiry_seen);
}
