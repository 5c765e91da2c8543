/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/signing/sign-options.h"

#include <glib/gi18n-lib.h>

#include "core/base/text.h"
#include "ui/base/settings.h"

/* In the order of the rows' choices. */
static const char *const existing_ids[] = { "skip-valid", "append", "replace", NULL };
static const char *const digest_ids[] = { "sha256", "sha384", "sha512", NULL };
static const char *const output_ids[] = { "in-place", "folder", NULL };

struct _SgnSignOptions {
  AdwWindow parent_instance;

  GtkWidget *description;
  GtkWidget *url;
  AdwComboRow *existing;
  AdwComboRow *digest;
  GtkWidget *page_hashes;
  GtkWidget *deep;
  AdwComboRow *output_mode;
  AdwActionRow *folder;
  GtkWidget *overwrite_row;
  GtkWidget *overwrite;
  GtkWidget *backup_row;
  GtkWidget *backup;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (SgnSignOptions, sgn_sign_options, ADW_TYPE_WINDOW)

static gboolean
get_position (GValue *value, GVariant *variant, gpointer ids)
{
  const char *id = g_variant_get_string (variant, NULL);
  const char *const *all = ids;

  g_value_set_uint (value, 0);
  for (guint i = 0; all[i] != NULL; i++)
    if (g_str_equal (all[i], id))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
get_id (const GValue *value, const GVariantType *type, gpointer ids)
{
  guint position = g_value_get_uint (value);

  if (position >= g_strv_length (ids))
    return NULL;
  return g_variant_new_string (((const char *const *) ids)[position]);
}

static void
bind_choice (AdwComboRow *row, const char *key, const char *const *ids)
{
  g_settings_bind_with_mapping (sgn_settings_get (),
                                key,
                                row,
                                "selected",
                                G_SETTINGS_BIND_DEFAULT,
                                get_position,
                                get_id,
                                (gpointer) ids,
                                NULL);
}

static void
show_output (SgnSignOptions *self)
{
  g_autofree char *folder = g_settings_get_string (sgn_settings_get (), "output-folder");
  g_autofree char *shown = sgn_text_line (folder);
  gboolean elsewhere = adw_combo_row_get_selected (self->output_mode) == 1;

  adw_action_row_set_subtitle (self->folder,
                               folder[0] != '\0' ? shown : _ ("None chosen: same place"));
  gtk_widget_set_visible (GTK_WIDGET (self->folder), elsewhere);
  gtk_widget_set_visible (self->overwrite_row, elsewhere);
  gtk_widget_set_visible (self->backup_row, !elsewhere);
}

static void
on_chosen (SgnSignOptions *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autofree char *path = g_file_get_parse_name (folder);

    g_settings_set_string (sgn_settings_get (), "output-folder", path);
  }
  g_clear_object (&self->chooser);
}

static void
on_choose (SgnSignOptions *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Folder for Signed Files"),
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                               NULL,
                                               NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
sgn_sign_options_dispose (GObject *object)
{
  g_clear_object (&SGN_SIGN_OPTIONS (object)->chooser);
  G_OBJECT_CLASS (sgn_sign_options_parent_class)->dispose (object);
}

static void
sgn_sign_options_class_init (SgnSignOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_sign_options_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "signing/sign-options.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnSignOptions, description);
  gtk_widget_class_bind_template_child (widget_class, SgnSignOptions, url);
  gtk_widget_class_bind_template_child (widget_class, SgnSignOptions, existing);
  gtk_widget_class_bind_template_child (widget_class, SgnSignOptions, digest);
  gtk_widget_class_bind_template_child (widget_class, SgnSignOptions, page_hashes);
  gtk_widget_class_bind_template_child (widget_class, SgnSignOptions, deep);
  gtk_widget_class_bind_template_child (widget_class, SgnSignOptions, output_mode);
  gtk_widget_class_bind_template_child (widget_class, SgnSignOptions, folder);
  gtk_widget_class_bind_template_child (widget_class, SgnSignOptions, overwrite_row);
  gtk_widget_class_bind_template_child (widget_class, SgnSignOptions, overwrite);
  gtk_widget_class_bind_template_child (widget_class, SgnSignOptions, backup_row);
  gtk_widget_class_bind_template_child (widget_class, SgnSignOptions, backup);
  gtk_widget_class_bind_template_callback (widget_class, show_output);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_sign_options_init (SgnSignOptions *self)
{
  GSettings *settings = sgn_settings_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_bind (settings, "description", self->description, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "url", self->url, "text", G_SETTINGS_BIND_DEFAULT);
  bind_choice (self->existing, "existing", existing_ids);
  bind_choice (self->digest, "digest", digest_ids);
  bind_choice (self->output_mode, "output-mode", output_ids);
  g_settings_bind (settings, "page-hashes", self->page_hashes, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "deep", self->deep, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "overwrite", self->overwrite, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "backup", self->backup, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings,
                           "changed::output-folder",
                           G_CALLBACK (show_output),
                           self,
                           G_CONNECT_SWAPPED);
  show_output (self);
}

GtkWindow *
sgn_sign_options_new (GtkWindow *parent)
{
  return g_object_new (SGN_TYPE_SIGN_OPTIONS, "transient-for", parent, NULL);
}
