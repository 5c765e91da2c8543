/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/signing-group.h"

#include <glib/gi18n-lib.h>

struct _SgnSigningGroup {
  AdwPreferencesGroup parent_instance;

  AdwActionRow *will_sign;
  GtkWidget *set_up;
  GtkWidget *again;
  GtkButton *add;

  SgnFileItem *item;
};

G_DEFINE_FINAL_TYPE (SgnSigningGroup, sgn_signing_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show_added (SgnSigningGroup *self)
{
  gtk_button_set_label (self->add,
                        sgn_file_item_is_added (self->item) ? _ ("Take Out of This Run")
                                                            : _ ("Add to This Run"));
}

static void
on_add (SgnSigningGroup *self)
{
  if (self->item == NULL)
    return;
  sgn_file_item_set_added (self->item, !sgn_file_item_is_added (self->item));
  show_added (self);
}

static void
sgn_signing_group_dispose (GObject *object)
{
  g_clear_object (&SGN_SIGNING_GROUP (object)->item);
  G_OBJECT_CLASS (sgn_signing_group_parent_class)->dispose (object);
}

static void
sgn_signing_group_class_init (SgnSigningGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_signing_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "report/signing-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnSigningGroup, will_sign);
  gtk_widget_class_bind_template_child (widget_class, SgnSigningGroup, set_up);
  gtk_widget_class_bind_template_child (widget_class, SgnSigningGroup, again);
  gtk_widget_class_bind_template_child (widget_class, SgnSigningGroup, add);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
}

static void
sgn_signing_group_init (SgnSigningGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_signer (SgnSigningGroup *self, const char *signer, const char *button)
{
  g_autofree char *title = g_strdup_printf (_ ("Will be signed as %s"), signer);
  g_autofree char
      *subtitle = button != NULL
                      ? g_strdup_printf (_ ("With “%s” below. Change description or web address in "
                                            "Options."),
                                         button)
                      : g_strdup ("");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->will_sign), title);
  adw_action_row_set_subtitle (self->will_sign, subtitle);
}

void
sgn_signing_group_show (SgnSigningGroup *self,
                        SgnFileItem *item,
                        const char *signer,
                        const char *button)
{
  SgnReport *report = sgn_file_item_get_report (item);
  gboolean changed = report != NULL && report->verdict == SGN_VERDICT_CHANGED;

  g_set_object (&self->item, item);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   changed ? _ ("Is This Your Own File?") : _ ("Sign It"));
  gtk_widget_set_visible (self->again, changed && signer != NULL);
  gtk_widget_set_visible (self->set_up, !changed && signer == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->will_sign), !changed && signer != NULL);
  if (signer != NULL)
    show_signer (self, signer, button);
  show_added (self);
}
