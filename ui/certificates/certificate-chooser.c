/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/certificate-chooser.h"

#include <glib/gi18n-lib.h>

#include "ui/base/signal-new.h"
#include "ui/identities/identity-row.h"
#include "ui/tokens/module-row.h"
#include "ui/tokens/token-words.h"

#define SECTION "sgn-section"

struct _SgnCertificateChooser {
  GtkPopover parent_instance;

  GtkWidget *scroller;
  GtkListBox *rows;
  SgnIdentityList *list;
  SgnTokenList *tokens;
};

G_DEFINE_FINAL_TYPE (SgnCertificateChooser, sgn_certificate_chooser, GTK_TYPE_POPOVER)

static guint chosen_signal;

static void
on_activated (SgnCertificateChooser *self, GtkListBoxRow *row)
{
  g_autoptr (SgnIdentityItem) item = NULL;

  if (!SGN_IS_IDENTITY_ROW (row))
    return;
  item = g_object_ref (sgn_identity_row_get_item (SGN_IDENTITY_ROW (row)));
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, item);
}

static gboolean
is_offered (SgnIdentityItem *item)
{
  return sgn_identity_item_get_days_left (item, g_get_real_time () / G_USEC_PER_SEC) >= 0;
}

static gboolean
is_chosen (SgnCertificateChooser *self, SgnIdentityItem *item)
{
  SgnIdentityItem *chosen = sgn_identity_list_get_chosen (self->list);

  return chosen != NULL && sgn_identity_item_equal (item, chosen);
}

/* All rows are in one list, so that the arrow keys go through them; each knows under which title.
 */
static void
append (SgnCertificateChooser *self, GtkWidget *row, const char *section)
{
  g_object_set_data_full (G_OBJECT (row), SECTION, g_strdup (section), g_free);
  gtk_list_box_append (self->rows, row);
}

static void
add_item (SgnCertificateChooser *self, SgnIdentityItem *item, const char *section)
{
  GtkWidget *row;

  if (!is_offered (item))
    return;
  row = sgn_identity_row_new (item);
  sgn_identity_row_set_chosen (SGN_IDENTITY_ROW (row), is_chosen (self, item));
  append (self, row, section);
}

static void
add_files (SgnCertificateChooser *self)
{
  GListModel *model = G_LIST_MODEL (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (SgnIdentityItem) item = g_list_model_get_item (model, i);

    if (sgn_identity_item_get_uri (item) == NULL)
      add_item (self, item, _ ("Certificate Files"));
  }
}

/* Keys whose certificate came out of a file. */
static void
add_items_on (SgnCertificateChooser *self, SgnToken *token, const char *section)
{
  GListModel *model = G_LIST_MODEL (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (SgnIdentityItem) item = g_list_model_get_item (model, i);

    if (sgn_identity_item_get_certificate_file (item) != NULL &&
        sgn_identity_item_is_on (item, token))
      add_item (self, item, section);
  }
}

static void
add_token (SgnCertificateChooser *self, SgnToken *token)
{
  GListModel *certificates = sgn_token_get_certificates (token);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *section = sgn_words_token_title (token);

  for (guint i = 0; i < g_list_model_get_n_items (certificates); i++) {
    g_autoptr (SgnTokenCertificate) certificate = g_list_model_get_item (certificates, i);
    g_autoptr (SgnIdentityItem) item = sgn_identity_item_new_for_token (token, certificate);
    g_autofree char *fault = sgn_words_unusable (sgn_token_certificate_get_certificate (
                                                     certificate),
                                                 now);

    if (fault == NULL)
      add_item (self, item, section);
  }
  add_items_on (self, token, section);
}

static void
add_tokens (SgnCertificateChooser *self)
{
  g_autoptr (GPtrArray) tokens = sgn_token_list_get_tokens (self->tokens);

  for (guint i = 0; i < tokens->len; i++)
    add_token (self, tokens->pdata[i]);
}

static void
add_away (SgnCertificateChooser *self)
{
  GListModel *model = G_LIST_MODEL (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (SgnIdentityItem) item = g_list_model_get_item (model, i);
    const char *uri = sgn_identity_item_get_uri (item);

    if (uri != NULL && sgn_token_list_find (self->tokens, uri) == NULL)
      add_item (self, item, _ ("Not Plugged In"));
  }
}

static void
add_failed (SgnCertificateChooser *self)
{
  GListModel *watches = sgn_token_list_get_watches (self->tokens);

  for (guint i = 0; i < g_list_model_get_n_items (watches); i++) {
    g_autoptr (SgnTokenWatch) watch = g_list_model_get_item (watches, i);

    if (sgn_token_watch_get_error (watch) != NULL)
      append (self, sgn_module_row_new (watch), _ ("Drivers"));
  }
}

static void
fill (SgnCertificateChooser *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  if (self->list == NULL || self->tokens == NULL)
    return;
  add_files (self);
  add_tokens (self);
  add_away (self);
  add_failed (self);
  row = gtk_list_box_get_row_at_index (self->rows, 0);
  gtk_widget_set_visible (self->scroller, row != NULL);
}

static GtkListBoxRow *
find_chosen (SgnCertificateChooser *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    if (SGN_IS_IDENTITY_ROW (row) &&
        is_chosen (self, sgn_identity_row_get_item (SGN_IDENTITY_ROW (row))))
      return row;
  return NULL;
}

/* Filled each time, since the days left change with the date. */
static void
on_show (SgnCertificateChooser *self)
{
  GtkListBoxRow *chosen;

  if (self->tokens != NULL)
    sgn_token_list_start (self->tokens);
  fill (self);
  chosen = find_chosen (self);
  if (chosen != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (chosen));
}

/* A token may come or go while the list is open: the focus stays where it was. */
static void
on_tokens_changed (SgnCertificateChooser *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->rows));
  int index = focus != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : -1;
  GtkListBoxRow *row;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  fill (self);
  row = index >= 0 ? gtk_list_box_get_row_at_index (self->rows, index) : NULL;
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static const char *
get_section (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), SECTION) : NULL;
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer unused)
{
  GtkWidget *title;

  if (g_strcmp0 (get_section (row), get_section (before)) == 0) {
    gtk_list_box_row_set_header (row, NULL);
    return;
  }
  title = gtk_label_new (get_section (row));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (title, "caption-heading");
  gtk_widget_add_css_class (title, "group-title");
  gtk_list_box_row_set_header (row, title);
}

static void
sgn_certificate_chooser_dispose (GObject *object)
{
  SgnCertificateChooser *self = SGN_CERTIFICATE_CHOOSER (object);

  if (self->tokens != NULL)
    g_signal_handlers_disconnect_by_data (self->tokens, self);
  g_clear_object (&self->tokens);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (sgn_certificate_chooser_parent_class)->dispose (object);
}

static void
sgn_certificate_chooser_class_init (SgnCertificateChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_certificate_chooser_dispose;
  chosen_signal = sgn_signal_new (SGN_TYPE_CERTIFICATE_CHOOSER, "chosen", SGN_TYPE_IDENTITY_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "certificates/certificate-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnCertificateChooser, scroller);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificateChooser, rows);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
}

static void
sgn_certificate_chooser_init (SgnCertificateChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->rows, update_header, NULL, NULL);
}

void
sgn_certificate_chooser_set_list (SgnCertificateChooser *self, SgnIdentityList *list)
{
  g_set_object (&self->list, list);
}

void
sgn_certificate_chooser_set_tokens (SgnCertificateChooser *self, SgnTokenList *tokens)
{
  g_set_object (&self->tokens, tokens);
  g_signal_connect_object (tokens,
                           "changed",
                           G_CALLBACK (on_tokens_changed),
                           self,
                           G_CONNECT_SWAPPED);
}
