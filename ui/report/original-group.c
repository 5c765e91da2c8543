/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/original-group.h"

#include "ui/certificates/certificate-page.h"
#include "ui/report/validity-timeline.h"

struct _SgnOriginalGroup {
  AdwPreferencesGroup parent_instance;

  SgnValidityTimeline *timeline;
  SgnChainView *chain;
};

G_DEFINE_FINAL_TYPE (SgnOriginalGroup, sgn_original_group, ADW_TYPE_PREFERENCES_GROUP)

static void
sgn_original_group_class_init (SgnOriginalGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SGN_TYPE_CHAIN_VIEW);
  g_type_ensure (SGN_TYPE_VALIDITY_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "report/original-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnOriginalGroup, timeline);
  gtk_widget_class_bind_template_child (widget_class, SgnOriginalGroup, chain);
}

static void
sgn_original_group_init (SgnOriginalGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sgn_certificate_page_follow (self->chain);
}

void
sgn_original_group_show (SgnOriginalGroup *self, const SgnSignatureReport *signature, gint64 now)
{
  gboolean chain = signature != NULL && signature->chain != NULL;

  sgn_validity_timeline_set_signature (self->timeline, signature, now);
  gtk_widget_set_visible (GTK_WIDGET (self->chain), chain);
  if (chain) {
    g_autoptr (GPtrArray) links = sgn_chain_links_new (signature->chain, SGN_LEAF_PUBLISHER);

    sgn_chain_view_set_links (self->chain, links, 0, FALSE);
  }
}
