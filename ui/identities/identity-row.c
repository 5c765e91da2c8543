/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/identities/identity-row.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/identities/identity-expiry.h"

struct _SgnIdentityRow {
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *issuer;
  GtkLabel *origin;
  GtkLabel *days;
  GtkWidget *tick;
  SgnIdentityItem *item;
};

G_DEFINE_FINAL_TYPE (SgnIdentityRow, sgn_identity_row, GTK_TYPE_LIST_BOX_ROW)

static char *
describe_origin (SgnIdentityItem *item)
{
  gint64 end = sgn_identity_item_get_not_after (item);
  g_autofree char *date = NULL;

  if (end == 0)
    return g_strdup (sgn_identity_item_get_origin (item));
  date = sgn_phrase_date (end);
  /* The token's name is in the title above. */
  if (sgn_identity_item_get_uri (item) != NULL)
    return g_strdup_printf (_ ("valid until %s"), date);
  /* Translators: the name of a certificate file, the date on which the certificate ends */
  return g_strdup_printf (_ ("%1$s · until %2$s"), sgn_identity_item_get_origin (item), date);
}

static char *
describe_issuer (SgnIdentityItem *item)
{
  const char *issuer = sgn_identity_item_get_issuer (item);

  if (issuer[0] == '\0')
    return g_strdup (_ ("needs its password"));
  return g_strdup_printf (_ ("issued by %s"), issuer);
}

static void
show_days (SgnIdentityRow *self)
{
  int days = sgn_identity_item_get_days_left (self->item, g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->days), days <= SGN_DAYS_TO_WARN);
  if (days > SGN_DAYS_TO_WARN)
    return;
  text = sgn_identity_dup_days_left (days);
  gtk_label_set_label (self->days, text);
}

static void
show_item (SgnIdentityRow *self)
{
  g_autofree char *issuer = describe_issuer (self->item);
  g_autofree char *origin = describe_origin (self->item);
  /* Translators: a certificate read aloud: its owner, its issuer, its file and end */
  g_autofree char *all = g_strdup_printf (_ ("%1$s, %2$s, %3$s"),
                                          sgn_identity_item_get_name (self->item),
                                          issuer,
                                          origin);

  gtk_image_set_from_icon_name (self->icon, sgn_identity_row_get_icon (self->item));
  gtk_label_set_label (self->name, sgn_identity_item_get_name (self->item));
  gtk_label_set_label (self->issuer, issuer);
  gtk_label_set_label (self->origin, origin);
  show_days (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

static void
sgn_identity_row_dispose (GObject *object)
{
  g_clear_object (&SGN_IDENTITY_ROW (object)->item);
  G_OBJECT_CLASS (sgn_identity_row_parent_class)->dispose (object);
}

static void
sgn_identity_row_class_init (SgnIdentityRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_identity_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "identities/identity-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnIdentityRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SgnIdentityRow, name);
  gtk_widget_class_bind_template_child (widget_class, SgnIdentityRow, issuer);
  gtk_widget_class_bind_template_child (widget_class, SgnIdentityRow, origin);
  gtk_widget_class_bind_template_child (widget_class, SgnIdentityRow, days);
  gtk_widget_class_bind_template_child (widget_class, SgnIdentityRow, tick);
}

static void
sgn_identity_row_init (SgnIdentityRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_identity_row_new (SgnIdentityItem *item)
{
  SgnIdentityRow *self = g_object_new (SGN_TYPE_IDENTITY_ROW, NULL);

  self->item = g_object_ref (item);
  show_item (self);
  sgn_identity_row_set_chosen (self, FALSE);
  return GTK_WIDGET (self);
}

SgnIdentityItem *
sgn_identity_row_get_item (SgnIdentityRow *self)
{
  return self->item;
}

void
sgn_identity_row_set_chosen (SgnIdentityRow *self, gboolean chosen)
{
  gtk_widget_set_opacity (self->tick, chosen ? 1 : 0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED, chosen, -1);
}

/* "YubiKey 5 · until 18 January 2028" */
static char *
describe_on_token (SgnIdentityItem *item, gboolean away)
{
  const char *name = sgn_identity_item_get_token_name (item);
  g_autofree char *date = sgn_phrase_date (sgn_identity_item_get_not_after (item));

  if (away)
    /* Translators: the name of a token */
    return g_strdup_printf (_ ("%s is not plugged in"), name);
  return g_strdup_printf (_ ("%1$s · until %2$s"), name, date);
}

const char *
sgn_identity_row_get_icon (SgnIdentityItem *item)
{
  return sgn_identity_item_get_uri (item) != NULL ? "sgn-token-symbolic"
                                                  : "application-certificate-symbolic";
}

char *
sgn_identity_row_describe_end (SgnIdentityItem *item, gboolean away)
{
  gint64 end = sgn_identity_item_get_not_after (item);
  g_autofree char *date = NULL;

  if (sgn_identity_item_get_uri (item) != NULL &&
      sgn_identity_item_get_days_left (item, g_get_real_time () / G_USEC_PER_SEC) >= 0)
    return describe_on_token (item, away);

  if (end == 0)
    return g_strdup (_ ("needs its password"));
  date = sgn_phrase_date (end);
  if (sgn_identity_item_get_days_left (item, g_get_real_time () / G_USEC_PER_SEC) < 0)
    return g_strdup_printf (_ ("expired on %s"), date);
  return g_strdup_printf (_ ("valid until %s"), date);
}
