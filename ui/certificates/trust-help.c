/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/trust-help.h"

#include <glib/gi18n-lib.h>

#include "core/identity/make/save.h"
#include "ui/base/choose-file.h"
#include "ui/base/fact-row.h"
#include "ui/base/fault-dialog.h"
#include "ui/certificates/trust-words.h"

struct _SgnTrustHelp {
  AdwWindow parent_instance;

  AdwPreferencesPage *steps;
  GtkWidget *root_row;

  SgnCertificate *certificate;
  SgnCertificate *root; /* (nullable) */
  SgnCertificate *saved;
};

G_DEFINE_FINAL_TYPE (SgnTrustHelp, sgn_trust_help, ADW_TYPE_WINDOW)

static void
write_file (gpointer owner, GFile *file)
{
  SgnTrustHelp *self = owner;
  g_autoptr (GError) error = NULL;

  if (!sgn_save (file, sgn_certificate_get_der (self->saved), SGN_SAVE_OVERWRITE, &error))
    sgn_fault_dialog_show (GTK_WINDOW (self), _ ("The Certificate Could Not Be Saved"), error);
}

static void
save (SgnTrustHelp *self, SgnCertificate *certificate, const char *name)
{
  self->saved = certificate;
  sgn_choose_file_to_save (G_OBJECT (self),
                           GTK_WINDOW (self),
                           _ ("Save Certificate"),
                           name,
                           write_file);
}

static void
on_save_root (SgnTrustHelp *self)
{
  g_autofree char *name = sgn_trust_dup_root_name (self->certificate);

  save (self, self->root, name);
}

static void
on_save_own (SgnTrustHelp *self)
{
  g_autofree char *name = sgn_trust_dup_own_name (self->certificate);

  save (self, self->certificate, name);
}

static void
sgn_trust_help_dispose (GObject *object)
{
  SgnTrustHelp *self = SGN_TRUST_HELP (object);

  g_clear_object (&self->certificate);
  g_clear_object (&self->root);
  G_OBJECT_CLASS (sgn_trust_help_parent_class)->dispose (object);
}

static void
sgn_trust_help_class_init (SgnTrustHelpClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_trust_help_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "certificates/trust-help.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnTrustHelp, steps);
  gtk_widget_class_bind_template_child (widget_class, SgnTrustHelp, root_row);
  gtk_widget_class_bind_template_callback (widget_class, on_save_root);
  gtk_widget_class_bind_template_callback (widget_class, on_save_own);
}

static void
sgn_trust_help_init (SgnTrustHelp *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_step (SgnTrustHelp *self, const SgnTrustStep *step)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *command = sgn_trust_step_dup_command (step, self->certificate);
  const SgnFact fact = { (char *) _ (step->what), command, TRUE };

  adw_preferences_group_set_title (group, _ (step->title));
  adw_preferences_group_set_description (group, _ (step->text));
  if (command != NULL)
    adw_preferences_group_add (group, sgn_fact_row_new (&fact));
  adw_preferences_page_add (self->steps, group);
}

GtkWidget *
sgn_trust_help_new (GtkWindow *parent, SgnIdentity *identity)
{
  SgnTrustHelp *self = g_object_new (SGN_TYPE_TRUST_HELP, "transient-for", parent, NULL);
  guint n_steps;
  const SgnTrustStep *steps = sgn_trust_get_steps (&n_steps);

  self->certificate = g_object_ref (sgn_identity_get_certificate (identity));
  g_set_object (&self->root, sgn_identity_get_root (identity));
  gtk_widget_set_visible (self->root_row, self->root != NULL);
  for (guint i = 0; i < n_steps; i++)
    add_step (self, &steps[i]);
  return GTK_WIDGET (self);
}
