/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/signing/sign-bar.h"

#include <glib/gi18n-lib.h>

#include "ui/base/settings.h"
#include "ui/base/signal-new.h"
#include "ui/certificates/certificate-chooser.h"
#include "ui/identities/identity-row.h"
#include "ui/signing/server-chooser.h"
#include "ui/signing/sign-settings.h"
#include "ui/signing/sign-words.h"

struct _SgnSignBar {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *ready;
  GtkWidget *working;
  GtkWidget *certificate;
  GtkImage *icon;
  SgnCertificateChooser *certificates;
  GtkLabel *name;
  GtkLabel *end;
  GtkWidget *stretch;
  GtkWidget *server;
  GtkLabel *server_label;
  GtkWidget *server_arrow;
  GtkWidget *options_label;
  GtkWidget *decision;
  GtkLabel *caption;
  GtkWidget *sign;
  GtkLabel *progress_label;
  GtkLabel *time_left;
  GtkProgressBar *progress;
  GtkWidget *reason_icon;
  GtkLabel *reason_label;

  SgnIdentityList *identities;
  SgnTokenList *tokens;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (SgnSignBar, sgn_sign_bar, ADW_TYPE_BIN)

static guint chosen_signal;

static void
set_accessible_label (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

/* Its key is on a token that is not connected. */
static gboolean
is_away (SgnSignBar *self, SgnIdentityItem *item)
{
  const char *uri = sgn_identity_item_get_uri (item);

  return uri != NULL && self->tokens != NULL && sgn_token_list_find (self->tokens, uri) == NULL;
}

static void
show_certificate (SgnSignBar *self)
{
  SgnIdentityItem *item = sgn_identity_list_get_chosen (self->identities);
  g_autofree char *end = NULL;
  g_autofree char *label = NULL;

  if (item == NULL)
    return;
  end = sgn_identity_row_describe_end (item, is_away (self, item));
  /* Translators: the button that chooses a certificate, read aloud: the owner and the end */
  label = g_strdup_printf (_ ("Certificate: %1$s, %2$s"), sgn_identity_item_get_name (item), end);
  gtk_image_set_from_icon_name (self->icon, sgn_identity_row_get_icon (item));
  gtk_label_set_label (self->name, sgn_identity_item_get_name (item));
  gtk_label_set_label (self->end, end);
  gtk_widget_set_tooltip_text (self->certificate, sgn_identity_item_get_name (item));
  set_accessible_label (self->certificate, label);
}

static void
show_server (SgnSignBar *self)
{
  g_autofree char *label = sgn_sign_settings_describe_server (sgn_settings_get ());

  gtk_label_set_label (self->server_label, label);
  gtk_widget_set_tooltip_text (self->server, label);
  set_accessible_label (self->server, label);
}

static void
on_chosen (SgnSignBar *self, SgnIdentityItem *item)
{
  g_signal_emit (self, chosen_signal, 0, item);
}

static void
sgn_sign_bar_dispose (GObject *object)
{
  SgnSignBar *self = SGN_SIGN_BAR (object);

  g_clear_object (&self->identities);
  g_clear_object (&self->tokens);
  G_OBJECT_CLASS (sgn_sign_bar_parent_class)->dispose (object);
}

static void
bind_ready (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, ready);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, certificate);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, icon);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, certificates);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, name);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, end);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, stretch);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, server);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, server_label);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, server_arrow);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, options_label);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, decision);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, caption);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, sign);
}

static void
sgn_sign_bar_class_init (SgnSignBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_sign_bar_dispose;
  g_type_ensure (SGN_TYPE_CERTIFICATE_CHOOSER);
  g_type_ensure (SGN_TYPE_SERVER_CHOOSER);
  chosen_signal = sgn_signal_new (SGN_TYPE_SIGN_BAR, "chosen", SGN_TYPE_IDENTITY_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "signing/sign-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, working);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, progress_label);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, time_left);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, progress);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, reason_icon);
  gtk_widget_class_bind_template_child (widget_class, SgnSignBar, reason_label);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  bind_ready (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sgn_sign_bar_init (SgnSignBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (sgn_settings_get (),
                           "changed::timestamp-server",
                           G_CALLBACK (show_server),
                           self,
                           G_CONNECT_SWAPPED);
  show_server (self);
}

void
sgn_sign_bar_set_identities (SgnSignBar *self, SgnIdentityList *list)
{
  g_set_object (&self->identities, list);
  sgn_certificate_chooser_set_list (self->certificates, list);
  g_signal_connect_object (list, "changed", G_CALLBACK (show_certificate), self, G_CONNECT_SWAPPED);
  show_certificate (self);
}

void
sgn_sign_bar_set_tokens (SgnSignBar *self, SgnTokenList *tokens)
{
  g_set_object (&self->tokens, tokens);
  sgn_certificate_chooser_set_tokens (self->certificates, tokens);
  g_signal_connect_object (tokens,
                           "changed",
                           G_CALLBACK (show_certificate),
                           self,
                           G_CONNECT_SWAPPED);
  show_certificate (self);
}

void
sgn_sign_bar_set_narrow (SgnSignBar *self, gboolean narrow)
{
  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->ready),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->stretch, narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->server_label), !narrow);
  gtk_widget_set_visible (self->server_arrow, !narrow);
  gtk_widget_set_visible (self->options_label, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), !narrow);
}

void
sgn_sign_bar_show_counts (SgnSignBar *self, const SgnFileCounts *counts, gboolean selected)
{
  SgnIdentityItem *chosen = sgn_identity_list_get_chosen (self->identities);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *button = sgn_words_button (counts, selected);
  g_autofree char *caption = sgn_words_caption (counts);

  if (chosen != NULL && sgn_identity_item_get_days_left (chosen, now) < 0) {
    g_free (caption);
    caption = g_strdup (_ ("Windows would reject new signatures."));
  } else if (chosen != NULL && is_away (self, chosen)) {
    g_free (caption);
    caption = g_strdup (_ ("Plug in the token to sign."));
  }
  gtk_button_set_label (GTK_BUTTON (self->sign), button);
  gtk_widget_set_tooltip_text (self->sign, self->narrow && caption[0] != '\0' ? caption : NULL);
  gtk_label_set_label (self->caption, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->caption), caption);
  gtk_widget_set_visible (self->decision, counts->undecided > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), !self->narrow && counts->undecided < 2);
}

static void
show_reason (SgnSignBar *self, SgnSignRun *run, const SgnSignProgressSum *sum)
{
  g_autofree char *reason = NULL;

  if (sgn_sign_run_is_stopping (run))
    reason = g_strdup (_ ("Stopping…"));
  else
    reason = sgn_sign_run_dup_notice (run);
  if (reason == NULL && sum->server != NULL)
    reason = sgn_words_wait (sum->server, sum->wait_seconds);
  gtk_widget_set_visible (self->reason_icon, sum->server != NULL);
  gtk_label_set_label (self->reason_label, reason != NULL ? reason : "");
}

void
sgn_sign_bar_show_run (SgnSignBar *self, SgnSignRun *run)
{
  SgnSignProgressSum sum;
  g_autofree char *label = NULL;
  g_autofree char *left = NULL;

  gtk_stack_set_visible_child (self->stack, run != NULL ? self->working : self->ready);
  if (run == NULL)
    return;
  sgn_sign_run_sum (run, &sum);
  label = sgn_words_progress (sum.done, sum.total);
  left = sgn_words_time_left (sum.done, sum.total, sum.elapsed);
  gtk_label_set_label (self->progress_label, label);
  gtk_label_set_label (self->time_left, left != NULL ? left : "");
  gtk_progress_bar_set_fraction (self->progress, CLAMP (sum.fraction, 0, 1));
  show_reason (self, run, &sum);
}
