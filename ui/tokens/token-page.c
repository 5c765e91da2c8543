/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/tokens/token-page.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/base/fault-dialog.h"
#include "ui/base/shown-name.h"
#include "ui/base/signal-new.h"
#include "ui/identities/certificate-files.h"
#include "ui/tokens/module-row.h"
#include "ui/tokens/token-group.h"
#include "ui/tokens/token-words.h"

struct _SgnTokenPage {
  GtkBox parent_instance;

  GtkBox *groups;
  GtkWidget *none;
  GtkWidget *nothing;
  AdwPreferencesGroup *modules;
  GPtrArray *module_rows; /* of GtkWidget */

  SgnTokenList *tokens;
  SgnToken *token; /* for which a file is chosen */
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (SgnTokenPage, sgn_token_page, GTK_TYPE_BOX)

static guint chosen_signal;

static void
on_chosen (SgnTokenPage *self, SgnIdentityItem *item)
{
  g_signal_emit (self, chosen_signal, 0, item);
}

static void
show_fault (SgnTokenPage *self, GFile *file, const GError *error)
{
  g_autofree char *name = sgn_shown_name (file);
  g_autofree char *sentence = sgn_phrase_gerror (error);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  AdwMessageDialog *dialog = sgn_fault_dialog_new (window, NULL, sentence);

  adw_message_dialog_format_heading (dialog, _ ("“%s” Cannot Be Used for Signing"), name);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_file (SgnTokenPage *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autoptr (GError) error = NULL;
    g_autoptr (SgnIdentityItem)
        item = sgn_identity_item_new_for_token_file (self->token, file, &error);

    if (item != NULL)
      on_chosen (self, item);
    else
      show_fault (self, file, error);
  }
  g_clear_object (&self->chooser);
}

static void
on_add_file (SgnTokenPage *self, SgnTokenGroup *group)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkFileFilter) filter = sgn_certificate_file_filter_new ();

  g_set_object (&self->token, sgn_token_group_get_token (group));
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Choose the Certificate"),
                                               GTK_WINDOW (window),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               NULL,
                                               NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_file), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
add_group (SgnTokenPage *self, SgnToken *token)
{
  GtkWidget *group = sgn_token_group_new (token);

  g_signal_connect_object (group, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (group, "add-file", G_CALLBACK (on_add_file), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->groups, group);
}

static void
show_tokens (SgnTokenPage *self)
{
  g_autoptr (GPtrArray) tokens = sgn_token_list_get_tokens (self->tokens);
  g_autofree char *none = sgn_words_plugged_in (tokens, sgn_token_list_is_ready (self->tokens));
  GtkWidget *group;

  while ((group = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, group);
  for (guint i = 0; i < tokens->len; i++)
    add_group (self, tokens->pdata[i]);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->nothing), none);
  gtk_widget_set_visible (self->none, tokens->len == 0);
}

static void
add_module (SgnTokenPage *self, GtkWidget *row)
{
  adw_preferences_group_add (self->modules, row);
  g_ptr_array_add (self->module_rows, row);
}

static void
show_modules (SgnTokenPage *self)
{
  GListModel *watches = sgn_token_list_get_watches (self->tokens);
  GListModel *found = sgn_token_list_get_found (self->tokens);

  for (guint i = 0; i < self->module_rows->len; i++)
    adw_preferences_group_remove (self->modules, self->module_rows->pdata[i]);
  g_ptr_array_set_size (self->module_rows, 0);
  for (guint i = 0; i < g_list_model_get_n_items (watches); i++) {
    g_autoptr (SgnTokenWatch) watch = g_list_model_get_item (watches, i);

    add_module (self, sgn_module_row_new (watch));
  }
  for (guint i = 0; i < g_list_model_get_n_items (found); i++) {
    g_autoptr (SgnTokenModule) module = g_list_model_get_item (found, i);

    add_module (self, sgn_module_row_new_found (module));
  }
}

static void
show (SgnTokenPage *self)
{
  show_tokens (self);
  show_modules (self);
}

static void
sgn_token_page_dispose (GObject *object)
{
  SgnTokenPage *self = SGN_TOKEN_PAGE (object);

  if (self->tokens != NULL)
    g_signal_handlers_disconnect_by_data (self->tokens, self);
  g_clear_object (&self->tokens);
  g_clear_object (&self->token);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->module_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (sgn_token_page_parent_class)->dispose (object);
}

static void
sgn_token_page_class_init (SgnTokenPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_token_page_dispose;
  chosen_signal = sgn_signal_new (SGN_TYPE_TOKEN_PAGE, "chosen", SGN_TYPE_IDENTITY_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "tokens/token-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnTokenPage, groups);
  gtk_widget_class_bind_template_child (widget_class, SgnTokenPage, none);
  gtk_widget_class_bind_template_child (widget_class, SgnTokenPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, SgnTokenPage, modules);
}

static void
sgn_token_page_init (SgnTokenPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->module_rows = g_ptr_array_new ();
}

GtkWidget *
sgn_token_page_new (SgnTokenList *tokens)
{
  SgnTokenPage *self = g_object_new (SGN_TYPE_TOKEN_PAGE, NULL);

  self->tokens = g_object_ref (tokens);
  g_signal_connect_object (tokens, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  sgn_token_list_start (tokens);
  show (self);
  return GTK_WIDGET (self);
}
