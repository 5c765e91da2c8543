/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/report-page.h"

#include "core/words/phrases.h"
#include "ui/base/look-style.h"
#include "ui/certificates/certificate-page.h"
#include "ui/report/details-group.h"
#include "ui/report/findings-group.h"
#include "ui/report/original-group.h"
#include "ui/report/question-group.h"
#include "ui/report/report-layout.h"
#include "ui/report/signature-words.h"
#include "ui/report/signing-group.h"
#include "ui/report/validity-timeline.h"

struct _SgnReportPage {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *nothing;
  GtkWidget *waiting;
  GtkScrolledWindow *scroller;
  GtkBox *content;
  GtkWidget *verdict;
  GtkImage *verdict_icon;
  GtkLabel *headline;
  GtkLabel *explanation;
  GtkLabel *note;
  GtkWidget *switcher;
  AdwComboRow *signatures;
  SgnQuestionGroup *questions;
  SgnFindingsGroup *findings;
  GtkWidget *timeline_group;
  SgnValidityTimeline *timeline;
  GtkWidget *chain_group;
  SgnChainView *chain;
  SgnOriginalGroup *original;
  SgnSigningGroup *signing;
  SgnDetailsGroup *details;

  SgnFileItem *item;
  SgnReport *report;
  guint shown; /* index of the signature */
  char *signer;
  char *button;
};

G_DEFINE_FINAL_TYPE (SgnReportPage, sgn_report_page, ADW_TYPE_BIN)

static const SgnSignatureReport *
get_signature (SgnReportPage *self)
{
  if (self->report == NULL || self->shown >= self->report->signatures->len)
    return NULL;
  return g_ptr_array_index (self->report->signatures, self->shown);
}

static void
set_optional (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text[0] != '\0');
}

static void
show_verdict (SgnReportPage *self)
{
  SgnLook look = sgn_look_for_verdict (self->report->verdict);
  g_autofree char *headline = sgn_phrase_verdict (self->report);
  g_autofree char *explanation = sgn_phrase_explanation (self->report);

  sgn_look_set_card (self->verdict, look);
  gtk_image_set_from_icon_name (self->verdict_icon, sgn_look_get_icon (look));
  sgn_look_set_style (GTK_WIDGET (self->verdict_icon), look);
  gtk_label_set_label (self->headline, headline);
  set_optional (self->explanation, explanation);
  set_optional (self->note, sgn_phrase_caution (self->report));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->verdict),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  headline,
                                  -1);
}

static GtkWidget *
get_section (SgnReportPage *self, SgnSection section)
{
  switch (section) {
  case SGN_SECTION_SWITCHER:
    return self->switcher;
  case SGN_SECTION_QUESTIONS:
    return GTK_WIDGET (self->questions);
  case SGN_SECTION_FINDINGS:
    return GTK_WIDGET (self->findings);
  case SGN_SECTION_TIMELINE:
    return self->timeline_group;
  case SGN_SECTION_CHAIN:
    return self->chain_group;
  case SGN_SECTION_ORIGINAL:
    return GTK_WIDGET (self->original);
  case SGN_SECTION_SIGN:
  case SGN_SECTION_AGAIN:
    return GTK_WIDGET (self->signing);
  case SGN_SECTION_DETAILS:
    return GTK_WIDGET (self->details);
  case SGN_N_SECTIONS:
  default:
    g_return_val_if_reached (self->switcher);
  }
}

static void
show_signing (SgnReportPage *self)
{
  if (self->item != NULL && self->report != NULL)
    sgn_signing_group_show (self->signing, self->item, self->signer, self->button);
}

static void
show_chain (SgnReportPage *self, const SgnChain *chain)
{
  g_autoptr (GPtrArray) links = sgn_chain_links_new (chain, SGN_LEAF_PUBLISHER);

  sgn_chain_view_set_links (self->chain, links, 0, FALSE);
}

static void
fill_section (SgnReportPage *self, SgnSection section)
{
  const SgnSignatureReport *signature = get_signature (self);
  gint64 now = self->report->judged_at;

  switch (section) {
  case SGN_SECTION_QUESTIONS:
    sgn_question_group_show (self->questions, self->report, signature);
    break;
  case SGN_SECTION_FINDINGS:
    sgn_findings_group_show (self->findings, self->report);
    break;
  case SGN_SECTION_TIMELINE:
    sgn_validity_timeline_set_signature (self->timeline, signature, now);
    break;
  case SGN_SECTION_CHAIN:
    if (signature != NULL)
      show_chain (self, signature->chain);
    break;
  case SGN_SECTION_ORIGINAL:
    sgn_original_group_show (self->original, signature, now);
    break;
  case SGN_SECTION_SIGN:
  case SGN_SECTION_AGAIN:
    show_signing (self);
    break;
  case SGN_SECTION_DETAILS:
    sgn_details_group_show (self->details, self->report, signature);
    break;
  case SGN_SECTION_SWITCHER:
  case SGN_N_SECTIONS:
  default:
    break;
  }
}

static void
show_signature (SgnReportPage *self)
{
  SgnSection sections[SGN_N_SECTIONS];
  guint size = sgn_report_layout (self->report, get_signature (self), sections);
  GtkWidget *above = self->verdict;

  for (guint i = 0; i < SGN_N_SECTIONS; i++)
    gtk_widget_set_visible (get_section (self, i), FALSE);
  for (guint i = 0; i < size; i++) {
    GtkWidget *section = get_section (self, sections[i]);

    fill_section (self, sections[i]);
    gtk_box_reorder_child_after (self->content, section, above);
    gtk_widget_set_visible (section, sections[i] != SGN_SECTION_AGAIN || self->signer != NULL);
    above = section;
  }
}

static void
on_signature_selected (SgnReportPage *self)
{
  guint selected = adw_combo_row_get_selected (self->signatures);

  if (self->report == NULL || selected == GTK_INVALID_LIST_POSITION || selected == self->shown)
    return;
  self->shown = selected;
  show_signature (self);
}

static void
fill_switcher (SgnReportPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint shown = self->shown; /* new names select the first */

  for (guint i = 0; i < self->report->signatures->len; i++)
    gtk_string_list_take (names, sgn_report_describe_signature (self->report, i));
  adw_combo_row_set_model (self->signatures, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->signatures, shown);
  self->shown = shown;
}

static void
show_page (SgnReportPage *self, SgnReport *report)
{
  if (report != NULL)
    gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->scroller));
  else
    gtk_stack_set_visible_child (self->stack, self->item != NULL ? self->waiting : self->nothing);
}

static void
show_report (SgnReportPage *self)
{
  SgnReport *report = self->item != NULL ? sgn_file_item_get_report (self->item) : NULL;

  show_page (self, report);
  if (report == self->report) {
    show_signing (self);
    return;
  }
  g_clear_pointer (&self->report, sgn_report_unref);
  if (report == NULL)
    return;
  self->report = sgn_report_ref (report);
  self->shown = sgn_report_find_headline (report);
  show_verdict (self);
  fill_switcher (self);
  show_signature (self);
}

static void
sgn_report_page_dispose (GObject *object)
{
  SgnReportPage *self = SGN_REPORT_PAGE (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  g_clear_pointer (&self->report, sgn_report_unref);
  g_clear_pointer (&self->signer, g_free);
  g_clear_pointer (&self->button, g_free);
  G_OBJECT_CLASS (sgn_report_page_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (SGN_TYPE_QUESTION_GROUP);
  g_type_ensure (SGN_TYPE_FINDINGS_GROUP);
  g_type_ensure (SGN_TYPE_VALIDITY_TIMELINE);
  g_type_ensure (SGN_TYPE_CHAIN_VIEW);
  g_type_ensure (SGN_TYPE_ORIGINAL_GROUP);
  g_type_ensure (SGN_TYPE_SIGNING_GROUP);
  g_type_ensure (SGN_TYPE_DETAILS_GROUP);
}

static void
sgn_report_page_class_init (SgnReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_report_page_dispose;
  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "report/report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, content);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, headline);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, explanation);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, note);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, signatures);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, questions);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, findings);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, timeline_group);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, chain_group);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, chain);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, original);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, signing);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, details);
  gtk_widget_class_bind_template_callback (widget_class, on_signature_selected);
}

static void
sgn_report_page_init (SgnReportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sgn_certificate_page_follow (self->chain);
}

GtkWidget *
sgn_report_page_new (void)
{
  return g_object_new (SGN_TYPE_REPORT_PAGE, NULL);
}

void
sgn_report_page_set_item (SgnReportPage *self, SgnFileItem *item)
{
  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item, "changed", G_CALLBACK (show_report), self, G_CONNECT_SWAPPED);
  show_report (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

void
sgn_report_page_set_signer (SgnReportPage *self, const char *signer, const char *button)
{
  if (g_strcmp0 (self->signer, signer) == 0 && g_strcmp0 (self->button, button) == 0)
    return;
  g_free (self->signer);
  g_free (self->button);
  self->signer = g_strdup (signer);
  self->button = g_strdup (button);
  if (self->report != NULL)
    show_signature (self);
}
