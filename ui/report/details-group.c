/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/details-group.h"

#include <glib/gi18n-lib.h>

#include "ui/base/fact-expander.h"
#include "ui/base/fact-row.h"
#include "ui/base/pages.h"
#include "ui/certificates/certificate-facts.h"
#include "ui/certificates/certificate-page.h"
#include "ui/report/report-facts.h"
#include "ui/report/report-layout.h"

typedef enum {
  DETAIL_SIGNATURE,
  DETAIL_CERTIFICATE,
  DETAIL_TIMESTAMP,
  DETAIL_FILE,
  N_DETAILS
} Detail;

struct _SgnDetailsGroup {
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* of GtkWidget */
  char *text;      /* what Copy All copies */
  gboolean open[N_DETAILS];
};

G_DEFINE_FINAL_TYPE (SgnDetailsGroup, sgn_details_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_copy_all (SgnDetailsGroup *self, GtkWidget *button)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), self->text);
  sgn_copy_button_confirm (GTK_BUTTON (button));
}

static GtkWidget *
add_detail (SgnDetailsGroup *self,
            Detail detail,
            const char *title,
            const char *subtitle,
            GPtrArray *facts)
{
  GtkWidget *row = sgn_fact_expander_new (title, subtitle, facts, &self->open[detail]);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
on_show_certificate (GtkWidget *row, GPtrArray *links)
{
  sgn_pages_push (row, sgn_certificate_page_new (links, 0));
}

static void
free_links (gpointer links, GClosure *closure)
{
  g_ptr_array_unref (links);
}

static void
add_page_row (GtkWidget *expander, const char *title, GPtrArray *links)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "activatable", TRUE, NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_data (row, "activated", G_CALLBACK (on_show_certificate), links, free_links, 0);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
}

static GPtrArray *
create_links (SgnCertificate *certificate, const SgnChain *chain, SgnLeaf leaf)
{
  if (chain != NULL && chain->certificates->len > 0)
    return sgn_chain_links_new (chain, leaf);
  return sgn_chain_links_new_for_certificate (certificate, leaf);
}

static void
add_signature (SgnDetailsGroup *self, const SgnSignatureReport *signature)
{
  g_autoptr (GPtrArray) facts = sgn_facts_for_signature (signature);
  g_autofree char *methods = NULL;

  if (signature->signer != NULL && signature->hash_known)
    /* Translators: two methods, e.g. "SHA-256, RSA 4096" */
    methods = g_strdup_printf (_ ("%1$s, %2$s"),
                               sgn_hash_get_title (signature->hash),
                               sgn_certificate_get_key_title (signature->signer));
  add_detail (self, DETAIL_SIGNATURE, _ ("Signature"), methods != NULL ? methods : "", facts);
}

static void
add_certificate (SgnDetailsGroup *self, const SgnSignatureReport *signature)
{
  const SgnChain *chain = sgn_report_shows_signer (signature) ? signature->chain : NULL;
  g_autoptr (GPtrArray) facts = sgn_facts_for_certificate (signature->signer);
  GtkWidget *row = add_detail (self,
                               DETAIL_CERTIFICATE,
                               _ ("Certificate"),
                               _ ("Serial number, fingerprints, key use"),
                               facts);

  add_page_row (row,
                _ ("Show Certificate"),
                create_links (signature->signer, chain, SGN_LEAF_PUBLISHER));
}

static void
add_timestamp (SgnDetailsGroup *self, const SgnTimestampReport *timestamp)
{
  const SgnChain *chain = timestamp->intact ? timestamp->chain : NULL;
  g_autoptr (GPtrArray) facts = sgn_facts_for_timestamp (timestamp);
  g_autofree char *subtitle = sgn_facts_dup_timestamp_title (timestamp);
  GtkWidget *row = add_detail (self, DETAIL_TIMESTAMP, _ ("Timestamp"), subtitle, facts);

  if (timestamp->signer != NULL)
    add_page_row (row,
                  _ ("Show Certificate of the Timestamp"),
                  create_links (timestamp->signer, chain, SGN_LEAF_TIMESTAMP));
}

static void
add_file (SgnDetailsGroup *self, const SgnReport *report, gboolean alone)
{
  g_autoptr (GPtrArray) facts = sgn_facts_for_file (report);

  if (!alone) {
    add_detail (self, DETAIL_FILE, _ ("File"), _ ("Size, place, hash value"), facts);
    return;
  }
  for (guint i = 0; i < facts->len; i++) {
    GtkWidget *row = sgn_fact_row_new (g_ptr_array_index (facts, i));

    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    g_ptr_array_add (self->rows, row);
  }
}

static void
clear (SgnDetailsGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->text, g_free);
}

static void
sgn_details_group_finalize (GObject *object)
{
  SgnDetailsGroup *self = SGN_DETAILS_GROUP (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (sgn_details_group_parent_class)->finalize (object);
}

static void
sgn_details_group_class_init (SgnDetailsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sgn_details_group_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "report/details-group.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_copy_all);
}

static void
sgn_details_group_init (SgnDetailsGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sgn_details_group_show (SgnDetailsGroup *self,
                        const SgnReport *report,
                        const SgnSignatureReport *signature)
{
  clear (self);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   signature != NULL ? _ ("Technical Details") : _ ("This File"));
  self->text = sgn_facts_dup_all (report, signature);
  if (signature != NULL)
    add_signature (self, signature);
  if (signature != NULL && signature->signer != NULL)
    add_certificate (self, signature);
  for (guint i = 0; signature != NULL && i < signature->timestamps->len; i++)
    add_timestamp (self, g_ptr_array_index (signature->timestamps, i));
  add_file (self, report, signature == NULL);
}
