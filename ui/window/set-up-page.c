/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/set-up-page.h"

#include "ui/tokens/token-words.h"

struct _SgnSetUpPage {
  GtkBox parent_instance;

  AdwActionRow *token;
  GtkWidget *found;
  SgnTokenList *tokens;
};

G_DEFINE_FINAL_TYPE (SgnSetUpPage, sgn_set_up_page, GTK_TYPE_BOX)

static void
show_tokens (SgnSetUpPage *self)
{
  g_autoptr (GPtrArray) tokens = sgn_token_list_get_tokens (self->tokens);
  g_autofree char *text = sgn_words_plugged_in (tokens, sgn_token_list_is_ready (self->tokens));

  adw_action_row_set_subtitle (self->token, text);
  gtk_widget_set_visible (self->found, tokens->len > 0);
}

static void
sgn_set_up_page_dispose (GObject *object)
{
  SgnSetUpPage *self = SGN_SET_UP_PAGE (object);

  if (self->tokens != NULL)
    g_signal_handlers_disconnect_by_data (self->tokens, self);
  g_clear_object (&self->tokens);
  G_OBJECT_CLASS (sgn_set_up_page_parent_class)->dispose (object);
}

static void
sgn_set_up_page_class_init (SgnSetUpPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_set_up_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "window/set-up-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnSetUpPage, token);
  gtk_widget_class_bind_template_child (widget_class, SgnSetUpPage, found);
}

static void
sgn_set_up_page_init (SgnSetUpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_set_up_page_new (SgnTokenList *tokens)
{
  SgnSetUpPage *self = g_object_new (SGN_TYPE_SET_UP_PAGE, NULL);

  self->tokens = g_object_ref (tokens);
  g_signal_connect_object (tokens, "changed", G_CALLBACK (show_tokens), self, G_CONNECT_SWAPPED);
  sgn_token_list_start (tokens);
  show_tokens (self);
  return GTK_WIDGET (self);
}
