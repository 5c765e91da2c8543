/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/files/file-filter.h"

#include "ui/files/file-words.h"

/* A list of at most this length can be taken in at a glance. */
#define FEW 10

typedef enum { CHOICE_ALL, CHOICE_NOT_SIGNED, CHOICE_PROBLEMS } Choice;

struct _SgnFileFilter {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkToggleButton *all;
  GtkToggleButton *not_signed;
  GtkToggleButton *problems;

  SgnFileList *files;
  GtkCustomFilter *filter;
  Choice *choice; /* the filter's, which may outlive this */
  GtkFilterListModel *model;
  gboolean checking; /* were files being checked? */
};

G_DEFINE_FINAL_TYPE (SgnFileFilter, sgn_file_filter, ADW_TYPE_BIN)

static gboolean
is_unsigned (SgnFileItem *item)
{
  SgnReport *report = sgn_file_item_get_report (item);

  return report != NULL && report->verdict == SGN_VERDICT_UNSIGNED;
}

static gboolean
has_problem (SgnFileItem *item)
{
  SgnLook look = sgn_file_item_get_look (item);

  return look == SGN_LOOK_WARN || look == SGN_LOOK_BAD;
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  switch (*(const Choice *) user_data) {
  case CHOICE_NOT_SIGNED:
    return is_unsigned (item);
  case CHOICE_PROBLEMS:
    return has_problem (item);
  case CHOICE_ALL:
  default:
    return TRUE;
  }
}

static void
refilter (SgnFileFilter *self)
{
  if (self->filter == NULL)
    return;
  *self->choice = gtk_toggle_button_get_active (self->not_signed) ? CHOICE_NOT_SIGNED
                  : gtk_toggle_button_get_active (self->problems) ? CHOICE_PROBLEMS
                                                                  : CHOICE_ALL;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    gtk_toggle_button_set_active (self->all, TRUE);
}

static void
on_toggled (SgnFileFilter *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    refilter (self);
}

/* Choices without a file are not offered, except the current one. */
static void
enable (GtkToggleButton *button, guint files)
{
  gtk_widget_set_sensitive (GTK_WIDGET (button),
                            files > 0 || gtk_toggle_button_get_active (button));
}

static void
on_files_changed (SgnFileFilter *self)
{
  SgnFileCounts counts;

  sgn_file_list_count (self->files, SGN_EXISTING_SKIP_VALID, &counts);
  gtk_revealer_set_reveal_child (self->revealer, counts.files > FEW);
  gtk_widget_set_visible (GTK_WIDGET (self), counts.files > FEW);
  enable (self->not_signed, counts.is_unsigned);
  enable (self->problems, counts.problems);
  if (counts.files <= FEW)
    gtk_toggle_button_set_active (self->all, TRUE);
  else if (self->checking && counts.checking == 0)
    refilter (self);
  self->checking = counts.checking > 0;
}

static void
sgn_file_filter_dispose (GObject *object)
{
  SgnFileFilter *self = SGN_FILE_FILTER (object);

  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  g_clear_object (&self->files);
  g_clear_object (&self->filter);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (sgn_file_filter_parent_class)->dispose (object);
}

static void
sgn_file_filter_class_init (SgnFileFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_file_filter_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "files/file-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnFileFilter, revealer);
  gtk_widget_class_bind_template_child (widget_class, SgnFileFilter, all);
  gtk_widget_class_bind_template_child (widget_class, SgnFileFilter, not_signed);
  gtk_widget_class_bind_template_child (widget_class, SgnFileFilter, problems);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
sgn_file_filter_init (SgnFileFilter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GListModel *
sgn_file_filter_set_files (SgnFileFilter *self, SgnFileList *files)
{
  g_return_val_if_fail (self->files == NULL, NULL);

  self->files = g_object_ref (files);
  self->choice = g_new0 (Choice, 1);
  self->filter = gtk_custom_filter_new (matches, self->choice, g_free);
  self->model = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (files)),
                                           g_object_ref (GTK_FILTER (self->filter)));
  g_signal_connect_object (files,
                           "changed",
                           G_CALLBACK (on_files_changed),
                           self,
                           G_CONNECT_SWAPPED);
  return G_LIST_MODEL (self->model);
}

void
sgn_file_filter_reveal (SgnFileFilter *self, SgnFileItem *item)
{
  if (!matches (item, self->choice))
    gtk_toggle_button_set_active (self->all, TRUE);
}
