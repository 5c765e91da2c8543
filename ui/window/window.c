/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/window.h"

#include <glib/gi18n-lib.h>

#include "ui/base/settings.h"
#include "ui/base/toast.h"
#include "ui/signing/sign-bar.h"
#include "ui/signing/sign-settings.h"
#include "ui/window/close-question.h"
#include "ui/window/drop-page.h"
#include "ui/window/drop-target.h"
#include "ui/window/files-page.h"
#include "ui/window/followed.h"
#include "ui/window/next-area.h"
#include "ui/window/offer.h"
#include "ui/window/window-keys.h"
#include "ui/window/window-parts.h"
#include "ui/window/window-size.h"

struct _SgnWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  SgnPages *pages;
  GtkStack *stack;
  SgnDropPage *drop_page;
  SgnFilesPage *files_page;
  GtkRevealer *bar_revealer;
  SgnSignBar *sign_bar;
  SgnWindowParts parts; /* empty: disposed of */
  SgnFollowed *followed;
  guint update;     /* source of the pending update */
  gboolean closing; /* once the run has ended */
};

G_DEFINE_FINAL_TYPE (SgnWindow, sgn_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_toast (SgnWindow *self, AdwToast *toast)
{
  AdwToastOverlay *on_top = sgn_history_actions_get_toasts (self->parts.history_actions);

  adw_toast_overlay_add_toast (on_top != NULL ? on_top : self->toasts, g_object_ref (toast));
}

static void
show_message (SgnWindow *self, const char *text)
{
  g_autoptr (AdwToast) toast = sgn_toast_new (text);

  show_toast (self, toast);
}

static void
show_files (SgnWindow *self)
{
  SgnFileCounts counts;

  sgn_file_list_count (self->parts.files,
                       sgn_sign_settings_get_existing (sgn_settings_get ()),
                       &counts);
  gtk_stack_set_visible_child (self->stack,
                               counts.files > 0 ? GTK_WIDGET (self->files_page)
                                                : GTK_WIDGET (self->drop_page));
  sgn_files_page_update (self->files_page, &counts, sgn_run_control_get_run (self->parts.control));
}

static void
show_notice (SgnWindow *self)
{
  const SgnNotice *notice = sgn_notices_get_shown (self->parts.notices);

  sgn_banner_show (sgn_drop_page_get_banner (self->drop_page), notice);
  sgn_files_page_show_notice (self->files_page, notice);
}

static void
show_run (SgnWindow *self)
{
  gboolean active = sgn_run_control_is_active (self->parts.control);

  sgn_sign_bar_show_run (self->sign_bar,
                         active ? sgn_run_control_get_run (self->parts.control) : NULL);
}

static gboolean
update (gpointer data)
{
  SgnWindow *self = data;

  self->update = 0;
  show_files (self);
  show_notice (self);
  sgn_offer_show (&self->parts, self->files_page, self->sign_bar);
  gtk_revealer_set_reveal_child (self->bar_revealer, sgn_offer_is_needed (&self->parts));
  show_run (self);
  sgn_history_actions_update (self->parts.history_actions);
  return G_SOURCE_REMOVE;
}

/* Many files may change at once; counts them only once. */
static void
queue_update (SgnWindow *self)
{
  if (self->update == 0 && self->parts.files != NULL)
    self->update = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update, self, NULL);
}

static void
on_narrow (SgnWindow *self)
{
  gboolean narrow = sgn_pages_is_narrow (self->pages);

  sgn_sign_bar_set_narrow (self->sign_bar, narrow);
  sgn_files_page_set_narrow (self->files_page, narrow);
  queue_update (self);
}

static void
on_key_needed (SgnWindow *self, SgnIdentityItem *item)
{
  if (sgn_identity_item_get_uri (item) != NULL)
    sgn_token_actions_unlock (self->parts.token_actions, item);
  else
    sgn_certificate_actions_open (self->parts.certificate_actions, item);
}

static void
on_run_ended (SgnWindow *self)
{
  queue_update (self);
  if (self->closing)
    gtk_window_close (GTK_WINDOW (self));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sgn_undo_take_back (SGN_WINDOW (widget)->parts.undo);
}

static void
expiry_details_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  sgn_expiry_watch_set_seen (self->parts.expiry);
  sgn_certificate_actions_show (self->parts.certificate_actions,
                                sgn_identity_list_get_chosen (self->parts.identities));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (!sgn_certificate_actions_go_back (self->parts.certificate_actions) &&
      !sgn_pages_pop (self->pages))
    sgn_files_page_go_back (self->files_page);
}

static void
next_area_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  GtkWidget *areas[] = { sgn_files_page_get_list_pane (self->files_page),
                         sgn_files_page_get_details_pane (self->files_page),
                         GTK_WIDGET (self->bar_revealer) };

  sgn_focus_next_area (areas, G_N_ELEMENTS (areas));
}

static void
stop_and_close (gpointer owner)
{
  SgnWindow *self = owner;

  self->closing = TRUE;
  if (sgn_run_control_is_active (self->parts.control))
    sgn_run_control_cancel (self->parts.control);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
sgn_window_close_request (GtkWindow *window)
{
  SgnWindow *self = SGN_WINDOW (window);

  if (sgn_run_control_is_active (self->parts.control)) {
    if (!self->closing)
      sgn_close_question_ask (window, stop_and_close, G_OBJECT (self));
    return GDK_EVENT_STOP;
  }
  sgn_window_size_save (window);
  return GTK_WINDOW_CLASS (sgn_window_parent_class)->close_request (window);
}

static void
set_hover (gpointer owner, gboolean hover)
{
  SgnWindow *self = owner;

  sgn_files_page_set_hover (self->files_page, hover);
  sgn_drop_page_set_hover (self->drop_page, hover);
}

static void
drop (gpointer owner, GListModel *files)
{
  sgn_window_open (owner, files);
}

void
sgn_window_open (SgnWindow *self, GListModel *files)
{
  g_autoptr (GListModel)
      listed = sgn_certificate_actions_take (self->parts.certificate_actions, files);

  if (g_list_model_get_n_items (listed) == 0)
    return;
  if (!sgn_files_page_open (self->files_page, listed))
    show_message (self, _ ("Nothing in it can carry a signature"));
}

/* Actions still at work hold these objects, and what they emit must not reach a window that is
 * gone. */
static void
sgn_window_dispose (GObject *object)
{
  SgnWindow *self = SGN_WINDOW (object);

  g_clear_pointer (&self->followed, sgn_followed_free);
  sgn_window_parts_clear (&self->parts, GTK_WINDOW (self));
  g_clear_handle_id (&self->update, g_source_remove);
  G_OBJECT_CLASS (sgn_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.back", back_action },
    { "win.expiry-details", expiry_details_action },
    { "win.next-area", next_area_action },
    { "win.undo", undo_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

static void
sgn_window_class_init (SgnWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sgn_window_close_request;
  g_type_ensure (SGN_TYPE_DROP_PAGE);
  g_type_ensure (SGN_TYPE_FILES_PAGE);
  g_type_ensure (SGN_TYPE_PAGES);
  g_type_ensure (SGN_TYPE_SIGN_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "window/window.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, drop_page);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, files_page);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, bar_revealer);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, sign_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow);
  install_actions (widget_class);
  sgn_window_keys_bind (widget_class);
}

static void
follow_parts (SgnWindow *self)
{
  SgnFollowed *all = self->followed;

  sgn_followed_add (all, self->parts.files, "changed", G_CALLBACK (queue_update));
  sgn_followed_add (all, self->parts.selection, "changed", G_CALLBACK (queue_update));
  sgn_followed_add (all, self->parts.identities, "changed", G_CALLBACK (queue_update));
  sgn_followed_add (all, self->parts.tokens, "changed", G_CALLBACK (queue_update));
  sgn_followed_add (all, sgn_settings_get (), "changed", G_CALLBACK (queue_update));
  sgn_followed_add (all, self->parts.control, "key-needed", G_CALLBACK (on_key_needed));
  sgn_followed_add (all, self->parts.control, "started", G_CALLBACK (queue_update));
  sgn_followed_add (all, self->parts.control, "changed", G_CALLBACK (show_run));
  sgn_followed_add (all, self->parts.control, "ended", G_CALLBACK (on_run_ended));
  sgn_followed_add (all, self->parts.undo, "toast", G_CALLBACK (show_toast));
  sgn_followed_add (all, self->parts.notices, "changed", G_CALLBACK (show_notice));
  sgn_followed_add (all, self->parts.expiry, "message", G_CALLBACK (show_message));
  sgn_followed_add (all, self->parts.run_messages, "message", G_CALLBACK (show_message));
  sgn_followed_add (all, self->parts.file_actions, "message", G_CALLBACK (show_message));
  sgn_followed_add (all, self->parts.file_actions, "open", G_CALLBACK (sgn_window_open));
  sgn_followed_add (all, self->parts.history_actions, "open", G_CALLBACK (sgn_window_open));
  g_signal_connect_object (self->sign_bar,
                           "chosen",
                           G_CALLBACK (sgn_certificate_actions_choose),
                           self->parts.certificate_actions,
                           G_CONNECT_SWAPPED);
}

static void
create_parts (SgnWindow *self)
{
  SgnWindowParts *parts = &self->parts;

  parts->selection = sgn_files_page_set_files (self->files_page, parts->files);
  sgn_window_parts_create (parts, GTK_WINDOW (self), self->pages);
  sgn_sign_bar_set_identities (self->sign_bar, parts->identities);
  sgn_sign_bar_set_tokens (self->sign_bar, parts->tokens);
  follow_parts (self);
  sgn_token_actions_start (parts->token_actions, G_LIST_MODEL (parts->requests));
  sgn_expiry_watch_start (parts->expiry);
}

static void
sgn_window_init (SgnWindow *self)
{
  static const SgnDropFuncs drop_funcs = { set_hover, drop };

  self->followed = sgn_followed_new (G_OBJECT (self));
  self->parts.files = sgn_file_list_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  sgn_window_size_restore (GTK_WINDOW (self));
  create_parts (self);
  sgn_drop_target_add (GTK_WIDGET (self), &drop_funcs);
  on_narrow (self);
  g_clear_handle_id (&self->update, g_source_remove);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->drop_page));
}

SgnWindow *
sgn_window_new (AdwApplication *application)
{
  return g_object_new (SGN_TYPE_WINDOW, "application", application, NULL);
}
