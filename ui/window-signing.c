/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/phrases.h"
#include "ui/identity-opener.h"
#include "ui/set-up-page.h"
#include "ui/settings.h"
#include "ui/sign-options.h"
#include "ui/sign-settings.h"
#include "ui/sign-words.h"
#include "ui/window-private.h"

#define NOTIFICATION "run-ended"

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
  g_autofree char *title = sgn_words_signed (sum->written);
  g_autoptr (GNotification) notification = NULL;

  if (gtk_window_is_active (GTK_WINDOW (self)) || application == NULL)
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
  text = sgn_words_signed (sum.written);
  if (sum.can_undo > 0)
    sgn_window_offer_undo (self, text, SGN_UNDO_RUN, "win.undo-run");
  else if (sum.written > 0)
    sgn_window_tell (self, text);
  notify (self, &sum);
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
create_request (SgnWindow *self)
{
  SgnIdentity *identity = sgn_identity_item_get_identity (get_chosen (self));
  SgnSignRequest *request = sgn_sign_settings_create_request (sgn_settings_get (),
                                                              identity,
                                                              sgn_file_list_get_anchors (
                                                                  self->files));

  if (self->pending_unstamped)
    g_ptr_array_set_size (request->timestamp_servers, 0);
  if (self->pending_copy != NULL) {
    g_set_object (&request->output, self->pending_copy);
    request->output_is_folder = FALSE;
  }
  return request;
}

static void
start_run (SgnWindow *self)
{
  g_autoptr (GPtrArray) items = g_steal_pointer (&self->pending);
  g_autoptr (SgnSignRequest) request = create_request (self);
  g_autoptr (SgnSignRequest) replacing = create_request (self);

  replacing->existing = SGN_EXISTING_REPLACE;
  forget_run (self);
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  self->run = sgn_sign_run_new (items, request, replacing);
  g_signal_connect_object (self->run,
                           "changed",
                           G_CALLBACK (on_run_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "ended", G_CALLBACK (on_run_ended), self, G_CONNECT_SWAPPED);
  on_run_changed (self);
  sgn_window_queue_update (self);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SgnWindow *self = SGN_WINDOW (source);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) certificate = NULL;
  g_autoptr (SgnIdentity) identity = sgn_identity_opener_open_finish (result, &file, &certificate);

  if (identity == NULL || self->identities == NULL) {
    g_clear_pointer (&self->pending, g_ptr_array_unref);
    return;
  }
  sgn_identity_list_add (self->identities, file, certificate, identity);
  sgn_pages_pop (self->pages); /* what it was set up on */
  if (self->pending != NULL && !sgn_window_is_signing (self))
    start_run (self);
}

static void
open_item (SgnWindow *self, SgnIdentityItem *item)
{
  sgn_identity_opener_open_async (GTK_WINDOW (self),
                                  sgn_identity_item_get_file (item),
                                  sgn_identity_item_get_certificate_file (item),
                                  on_opened,
                                  NULL);
}

/* Takes @items; asks for what is missing first. */
static void
sign_items (SgnWindow *self, GPtrArray *items, gboolean unstamped, GFile *copy)
{
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  self->pending = items;
  self->pending_unstamped = unstamped;
  g_set_object (&self->pending_copy, copy);
  if (items->len == 0 || sgn_window_is_signing (self) || get_chosen (self) == NULL)
    g_clear_pointer (&self->pending, g_ptr_array_unref);
  else if (sgn_identity_item_get_identity (get_chosen (self)) == NULL)
    open_item (self, get_chosen (self));
  else
    start_run (self);
}

static void
sign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  sign_items (self, collect_run (self), FALSE, NULL);
}

static GPtrArray *
get_current (SgnWindow *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->current != NULL)
    g_ptr_array_add (items, g_object_ref (self->current));
  return items;
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  sign_items (self, get_current (self), FALSE, NULL);
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  sign_items (self, get_current (self), TRUE, NULL);
}

static GPtrArray *
collect_undecided (SgnWindow *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++) {
    g_autoptr (SgnFileItem) item = g_list_model_get_item (G_LIST_MODEL (self->files), i);

    if (sgn_file_item_get_state (item) == SGN_FILE_UNDECIDED)
      g_ptr_array_add (items, g_steal_pointer (&item));
  }
  return items;
}

static void
keep_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  sign_items (self, collect_undecided (self), TRUE, NULL);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (self->current != NULL)
    sgn_file_item_forget_signing (self->current);
}

static void
discard_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) items = collect_undecided (SGN_WINDOW (widget));

  for (guint i = 0; i < items->len; i++)
    sgn_file_item_forget_signing (g_ptr_array_index (items, i));
}

static void
on_copy_chosen (SgnWindow *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

    sign_items (self, get_current (self), FALSE, file);
  }
  g_clear_object (&self->chooser);
}

static void
sign_copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (self->current == NULL)
    return;
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Save a Signed Copy"),
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               NULL,
                                               NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser),
                                     sgn_file_item_get_name (self->current));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_copy_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (sgn_window_is_signing (self))
    sgn_sign_run_cancel (self->run);
}

static void
add_to_run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (self->current != NULL)
    sgn_file_item_set_added (self->current, TRUE);
}

static void
show_undo_errors (SgnWindow *self, GPtrArray *errors)
{
  g_autoptr (GString) body = g_string_new (NULL);
  GtkWidget *dialog;

  for (guint i = 0; i < errors->len; i++) {
    const GError *error = g_ptr_array_index (errors, i);

    if (i > 0)
      g_string_append_c (body, '\n');
    g_string_append (body, error->message);
  }
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Not All Files Were Restored"), body->str);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnWindow) self = user_data;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) errors = sgn_sign_run_undo_finish (SGN_SIGN_RUN (source), result, &items);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "Restored %u file",
                                                        "Restored %u files",
                                                        items->len),
                                           items->len);

  if (self->files == NULL)
    return;
  sgn_file_list_check (self->files, items);
  if (items->len > 0)
    sgn_window_tell (self, text);
  if (errors->len > 0)
    show_undo_errors (self, errors);
}

static void
undo_run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (self->run == NULL || sgn_window_is_signing (self) || self->undo == SGN_UNDO_NOTHING)
    return;
  self->undo = SGN_UNDO_NOTHING;
  sgn_sign_run_undo_async (self->run, on_undone, g_object_ref (self));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (self->undo == SGN_UNDO_REMOVAL)
    sgn_window_restore_removed (self);
  else if (self->undo == SGN_UNDO_RUN)
    undo_run_action (widget, name, parameter);
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
}

static void
on_certificate_file (SgnWindow *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

    sgn_window_add_certificate (self, file);
  }
  g_clear_object (&self->chooser);
}

static void
add_certificate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  g_autoptr (GtkFileFilter) filter = sgn_identity_opener_create_filter ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Add Certificate File"),
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               NULL,
                                               NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_certificate_file), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
open_certificate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  sgn_window_add_certificate (SGN_WINDOW (widget), file);
}

static void
set_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (sgn_pages_is_at_root (self->pages))
    sgn_pages_push (focus != NULL ? focus : GTK_WIDGET (self->stack), sgn_set_up_page_new ());
}

static void
forget_certificate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (get_chosen (self) != NULL && !sgn_window_is_signing (self))
    sgn_identity_list_remove (self->identities, get_chosen (self));
}

static void
on_identity_chosen (SgnWindow *self, SgnIdentityItem *item)
{
  if (sgn_identity_item_get_identity (item) != NULL)
    sgn_identity_list_choose (self->identities, item);
  else
    open_item (self, item);
}

static void
options_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (sgn_sign_options_new (GTK_WINDOW (widget)));
}

static void
on_close_answer (SgnWindow *self, const char *response)
{
  if (!g_str_equal (response, "stop"))
    return;
  self->closing = TRUE;
  if (sgn_window_is_signing (self))
    sgn_sign_run_cancel (self->run);
  else
    gtk_window_close (GTK_WINDOW (self));
}

gboolean
sgn_window_delay_close (SgnWindow *self)
{
  AdwMessageDialog *dialog;

  if (!sgn_window_is_signing (self))
    return FALSE;
  if (self->closing)
    return TRUE;
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self),
                                                       _ ("Stop Signing?"),
                                                       _ ("Files that are finished stay signed, "
                                                          "the others stay as they are.")));
  adw_message_dialog_add_responses (dialog,
                                    "continue",
                                    _ ("_Continue Signing"),
                                    "stop",
                                    _ ("_Stop and Close"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (dialog, "continue");
  g_signal_connect_object (dialog,
                           "response",
                           G_CALLBACK (on_close_answer),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

gboolean
sgn_window_is_signing (SgnWindow *self)
{
  return self->run != NULL && sgn_sign_run_is_active (self->run);
}

void
sgn_window_add_certificate (SgnWindow *self, GFile *file)
{
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  sgn_identity_opener_open_async (GTK_WINDOW (self), file, NULL, on_opened, NULL);
}

static gboolean
is_usable (SgnIdentityItem *item)
{
  return item != NULL &&
         sgn_identity_item_get_days_left (item, g_get_real_time () / G_USEC_PER_SEC) >= 0;
}

static void
show_offer (SgnWindow *self, const SgnFileCounts *counts, gboolean only_selected)
{
  g_autofree char *button = sgn_words_button (counts, only_selected);

  if (get_chosen (self) == NULL) {
    sgn_report_page_set_signer (self->report_page, NULL, NULL);
    return;
  }
  sgn_sign_bar_show_counts (self->sign_bar, counts, only_selected);
  sgn_report_page_set_signer (self->report_page,
                              sgn_identity_item_get_name (get_chosen (self)),
                              counts->to_sign > 0 ? button : NULL);
}

static void
show_signer (SgnWindow *self, const SgnFileCounts *counts, gboolean only_selected)
{
  g_autofree char *button = sgn_words_button (counts, only_selected);
  SgnIdentityItem *chosen = get_chosen (self);

  sgn_report_page_set_signer (self->report_page,
                              is_usable (chosen) ? sgn_identity_item_get_name (chosen) : NULL,
                              button);
}

void
sgn_window_signing_update (SgnWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean idle = !sgn_window_is_signing (self);
  gboolean ready = idle && is_usable (get_chosen (self));
  gboolean only_selected;
  SgnFileCounts counts;

  count (self, &counts, &only_selected);
  gtk_revealer_set_reveal_child (self->bar_revealer, get_chosen (self) != NULL && counts.files > 0);
  gtk_widget_action_set_enabled (widget, "win.sign", ready && counts.to_sign > 0);
  gtk_widget_action_set_enabled (widget, "win.retry", ready);
  gtk_widget_action_set_enabled (widget, "win.keep-without-timestamp", ready);
  gtk_widget_action_set_enabled (widget, "win.keep-all-without-timestamp", ready);
  gtk_widget_action_set_enabled (widget, "win.sign-copy", ready);
  gtk_widget_action_set_enabled (widget, "win.cancel", !idle);
  gtk_widget_action_set_enabled (widget,
                                 "win.add-to-run",
                                 ready && self->current != NULL &&
                                     sgn_file_item_is_signed (self->current) &&
                                     !sgn_file_item_will_be_signed (self->current,
                                                                    get_existing ()));
  show_offer (self, &counts, only_selected);
  show_signer (self, &counts, only_selected);
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
    { "win.retry", retry_action },
    { "win.sign-copy", sign_copy_action },
    { "win.keep-without-timestamp", keep_action },
    { "win.keep-all-without-timestamp", keep_all_action },
    { "win.discard", discard_action },
    { "win.discard-all", discard_all_action },
    { "win.cancel", cancel_action },
    { "win.add-to-run", add_to_run_action },
    { "win.undo", undo_action },
    { "win.undo-run", undo_run_action },
    { "win.add-certificate", add_certificate_action },
    { "win.set-up", set_up_action },
    { "win.forget-certificate", forget_certificate_action },
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
  gtk_widget_class_install_action (widget_class,
                                   "win.open-certificate",
                                   "s",
                                   open_certificate_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, control, "win.sign", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, control, "win.sign", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, control, "win.undo", NULL);
}

void
sgn_window_signing_init (SgnWindow *self)
{
  self->identities = sgn_identity_list_new (sgn_settings_get ());
  sgn_sign_bar_set_identities (self->sign_bar, self->identities);
  g_signal_connect_object (self->identities,
                           "changed",
                           G_CALLBACK (sgn_window_queue_update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sgn_settings_get (),
                           "changed::existing",
                           G_CALLBACK (sgn_window_queue_update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_bar,
                           "chosen",
                           G_CALLBACK (on_identity_chosen),
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
}
