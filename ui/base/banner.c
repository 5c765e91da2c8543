/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/banner.h"

struct _SgnBanner {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkWidget *box;
  GtkLabel *text;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (SgnBanner, sgn_banner, ADW_TYPE_BIN)

static void
sgn_banner_class_init (SgnBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "base/banner.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, SgnBanner, box);
  gtk_widget_class_bind_template_child (widget_class, SgnBanner, text);
  gtk_widget_class_bind_template_child (widget_class, SgnBanner, button);
}

static void
sgn_banner_init (SgnBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SgnNotice *
sgn_notice_new (const char *text, const char *button, const char *action, gboolean warn)
{
  SgnNotice *self = g_new0 (SgnNotice, 1);

  self->text = g_strdup (text);
  self->button = g_strdup (button);
  self->action = g_strdup (action);
  self->warn = warn;
  return self;
}

void
sgn_notice_free (SgnNotice *self)
{
  g_free (self->text);
  g_free (self->button);
  g_free (self->action);
  g_free (self);
}

/* The target first: GTK warns about an action whose target is missing. */
static void
set_action (GtkActionable *button, const char *detailed_name)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!g_action_parse_detailed_name (detailed_name, &name, &target, NULL))
    g_return_if_reached ();
  gtk_actionable_set_action_name (button, NULL);
  gtk_actionable_set_action_target_value (button, target);
  gtk_actionable_set_action_name (button, name);
}

void
sgn_banner_show (SgnBanner *self, const SgnNotice *notice)
{
  gtk_revealer_set_reveal_child (self->revealer, notice != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), notice != NULL);
  if (notice == NULL)
    return;
  gtk_label_set_label (self->text, notice->text);
  gtk_button_set_label (self->button, notice->button);
  set_action (GTK_ACTIONABLE (self->button), notice->action);
  if (notice->warn)
    gtk_widget_add_css_class (self->box, "warn");
  else
    gtk_widget_remove_css_class (self->box, "warn");
}
