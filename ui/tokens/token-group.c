/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/tokens/token-group.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/base/signal-new.h"
#include "ui/identities/identity-expiry.h"
#include "ui/tokens/token-words.h"

struct _SgnTokenGroup {
  AdwPreferencesGroup parent_instance;

  SgnToken *token;
  GPtrArray *others; /* of GtkWidget: rows that are hidden at first */
};

G_DEFINE_FINAL_TYPE (SgnTokenGroup, sgn_token_group, ADW_TYPE_PREFERENCES_GROUP)

enum { CHOSEN, ADD_FILE, N_SIGNALS };

static guint signals[N_SIGNALS];

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
on_activated (GtkWidget *row, SgnTokenGroup *self)
{
  SgnTokenCertificate *certificate = g_object_get_data (G_OBJECT (row), "certificate");
  g_autoptr (SgnIdentityItem) item = sgn_identity_item_new_for_token (self->token, certificate);

  g_signal_emit (self, signals[CHOSEN], 0, item);
}

static void
on_show_all (SgnTokenGroup *self, GtkWidget *row)
{
  for (guint i = 0; i < self->others->len; i++)
    gtk_widget_set_visible (self->others->pdata[i], TRUE);
  gtk_widget_child_focus (gtk_widget_get_parent (row), GTK_DIR_DOWN);
  gtk_widget_set_visible (row, FALSE);
}

static void
on_add_file (SgnTokenGroup *self)
{
  g_signal_emit (self, signals[ADD_FILE], 0);
}

static GtkWidget *
create_row (const char *icon, const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 title,
                                 "subtitle",
                                 subtitle,
                                 NULL);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE,
                                   "icon-name",
                                   icon,
                                   "pixel-size",
                                   20,
                                   "valign",
                                   GTK_ALIGN_CENTER,
                                   "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   NULL);

  gtk_widget_add_css_class (image, "tile");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  return row;
}

static void
make_activatable (GtkWidget *row)
{
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE,
                                   "icon-name",
                                   "go-next-symbolic",
                                   "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   NULL);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
}

static void
add_days (GtkWidget *row, SgnIdentityItem *item)
{
  int days = sgn_identity_item_get_days_left (item, get_now ());
  g_autofree char *text = sgn_identity_dup_days_left (days);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_visible (label, days <= SGN_DAYS_TO_WARN);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "pill-mark");
  gtk_widget_add_css_class (label, "warning");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

static char *
describe (SgnCertificate *certificate)
{
  g_autofree char *date = sgn_phrase_date (sgn_certificate_get_not_after (certificate));

  /* Translators: the authority that issued a certificate, the date on which it ends */
  return g_strdup_printf (_ ("issued by %1$s · until %2$s"),
                          sgn_certificate_get_issuer_name (certificate),
                          date);
}

static GtkWidget *
add_certificate (SgnTokenGroup *self, SgnTokenCertificate *item)
{
  SgnCertificate *certificate = sgn_token_certificate_get_certificate (item);
  g_autoptr (SgnIdentityItem) identity = sgn_identity_item_new_for_token (self->token, item);
  g_autofree char *fault = sgn_words_unusable (certificate, get_now ());
  g_autofree char *subtitle = describe (certificate);
  GtkWidget *row = create_row ("application-certificate-symbolic",
                               sgn_certificate_get_name (certificate),
                               fault != NULL ? fault : subtitle);

  gtk_widget_set_tooltip_text (row, sgn_token_certificate_get_label (item));
  if (fault == NULL) {
    add_days (row, identity);
    make_activatable (row);
    g_object_set_data_full (G_OBJECT (row), "certificate", g_object_ref (item), g_object_unref);
    g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), self, 0);
  } else {
    gtk_widget_set_sensitive (row, FALSE);
  }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
add_show_all (SgnTokenGroup *self)
{
  guint hidden = self->others->len;
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                         "Show %u other certificate",
                                                         "Show all %u other certificates",
                                                         hidden),
                                            hidden);
  GtkWidget *row = create_row ("view-more-horizontal-symbolic",
                               title,
                               _ ("Not made for signing programs"));

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_show_all), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
add_file_row (SgnTokenGroup *self)
{
  GtkWidget *row = create_row ("list-add-symbolic",
                               _ ("Certificate From a File…"),
                               _ ("For a key whose certificate is not on the token"));

  make_activatable (row);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_add_file), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
sgn_token_group_dispose (GObject *object)
{
  g_clear_object (&SGN_TOKEN_GROUP (object)->token);
  g_clear_pointer (&SGN_TOKEN_GROUP (object)->others, g_ptr_array_unref);
  G_OBJECT_CLASS (sgn_token_group_parent_class)->dispose (object);
}

static void
sgn_token_group_class_init (SgnTokenGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_token_group_dispose;
  signals[CHOSEN] = sgn_signal_new (SGN_TYPE_TOKEN_GROUP, "chosen", SGN_TYPE_IDENTITY_ITEM);
  signals[ADD_FILE] = sgn_signal_new (SGN_TYPE_TOKEN_GROUP, "add-file", G_TYPE_NONE);
}

static void
sgn_token_group_init (SgnTokenGroup *self)
{
  self->others = g_ptr_array_new ();
}

static void
show_title (SgnTokenGroup *self)
{
  g_autofree char *title = sgn_words_token_title (self->token);
  g_autofree char *facts = sgn_words_token_facts (self->token);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  const char *pin = sgn_phrase_pin_tries (sgn_token_get_pin_state (self->token));
  g_autofree char *all = pin != NULL ? g_strjoin ("\n", facts, pin, NULL) : g_strdup (facts);
  g_autofree char *description = g_markup_escape_text (all, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), escaped);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), description);
}

GtkWidget *
sgn_token_group_new (SgnToken *token)
{
  SgnTokenGroup *self = g_object_new (SGN_TYPE_TOKEN_GROUP, NULL);
  GListModel *certificates = sgn_token_get_certificates (token);

  self->token = g_object_ref (token);
  show_title (self);
  for (guint i = 0; i < g_list_model_get_n_items (certificates); i++) {
    g_autoptr (SgnTokenCertificate) item = g_list_model_get_item (certificates, i);
    GtkWidget *row = add_certificate (self, item);

    if (sgn_token_certificate_is_code_signing (item))
      continue;
    gtk_widget_set_visible (row, FALSE);
    g_ptr_array_add (self->others, row);
  }
  if (self->others->len > 0)
    add_show_all (self);
  add_file_row (self);
  return GTK_WIDGET (self);
}

SgnToken *
sgn_token_group_get_token (SgnTokenGroup *self)
{
  return self->token;
}
