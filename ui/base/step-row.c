/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/step-row.h"

struct _SgnStepRow {
  AdwActionRow parent_instance;

  GtkStack *state;
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkWidget *copy;
};

G_DEFINE_FINAL_TYPE (SgnStepRow, sgn_step_row, ADW_TYPE_ACTION_ROW)

static void
on_copy (SgnStepRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          adw_action_row_get_subtitle (ADW_ACTION_ROW (self)));
}

static void
sgn_step_row_class_init (SgnStepRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "base/step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnStepRow, state);
  gtk_widget_class_bind_template_child (widget_class, SgnStepRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SgnStepRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, SgnStepRow, copy);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
sgn_step_row_init (SgnStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_step_row_new (void)
{
  return g_object_new (SGN_TYPE_STEP_ROW, NULL);
}

static void
show_icon (SgnStepRow *self, SgnProgressState state)
{
  static const char *const icons[] = {
    [SGN_PROGRESS_TO_COME] = "content-loading-symbolic",
    [SGN_PROGRESS_AT_WORK] = "content-loading-symbolic",
    [SGN_PROGRESS_DONE] = "emblem-ok-symbolic",
    [SGN_PROGRESS_FAILED] = "dialog-error-symbolic",
  };
  GtkWidget *icon = GTK_WIDGET (self->icon);

  gtk_image_set_from_icon_name (self->icon, icons[state]);
  gtk_widget_remove_css_class (icon, "success");
  gtk_widget_remove_css_class (icon, "error");
  if (state == SGN_PROGRESS_DONE)
    gtk_widget_add_css_class (icon, "success");
  if (state == SGN_PROGRESS_FAILED)
    gtk_widget_add_css_class (icon, "error");
}

void
sgn_step_row_show (SgnStepRow *self,
                   SgnProgressState state,
                   const char *title,
                   const char *subtitle)
{
  gboolean busy = state == SGN_PROGRESS_AT_WORK;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  show_icon (self, state);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_stack_set_visible_child (self->state,
                               busy ? GTK_WIDGET (self->spinner) : GTK_WIDGET (self->icon));
  gtk_widget_set_visible (self->copy, state == SGN_PROGRESS_FAILED && subtitle[0] != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self), state != SGN_PROGRESS_TO_COME);
}
