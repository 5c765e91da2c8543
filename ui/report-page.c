/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report-page.h"

#include <glib/gi18n-lib.h>

#include "core/phrases.h"
#include "ui/fact-row.h"

typedef enum {
  DETAIL_FILE,
  DETAIL_SIGNATURE,
  DETAIL_CERTIFICATE,
  DETAIL_TIMESTAMP,
  N_DETAILS
} Detail;

struct _SgnReportPage {
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkWidget *verdict;
  GtkImage *verdict_icon;
  GtkLabel *headline;
  GtkLabel *explanation;
  GtkLabel *note;
  GtkWidget *switcher;
  AdwComboRow *signatures;
  AdwPreferencesGroup *questions;
  AdwPreferencesGroup *findings;
  AdwPreferencesGroup *details;

  SgnFileItem *item;
  SgnReport *report;
  guint shown;     /* index of the signature */
  GPtrArray *rows; /* of GtkWidget, below the groups */
  gboolean question_open[SGN_N_QUESTIONS];
  gboolean detail_open[N_DETAILS];
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
set_class (GtkWidget *widget, const char *const *all, const char *chosen)
{
  for (guint i = 0; all[i] != NULL; i++)
    gtk_widget_remove_css_class (widget, all[i]);
  if (chosen != NULL)
    gtk_widget_add_css_class (widget, chosen);
}

static void
set_look (GtkWidget *widget, SgnLook look)
{
  static const char *const styles[] = { "success", "warning", "error", "dim-label", NULL };

  set_class (widget, styles, look == SGN_LOOK_NEUTRAL ? "dim-label" : sgn_look_get_style (look));
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
  static const char *const cards[] = { "good", "warn", "bad", "neutral", NULL };
  SgnLook look = sgn_look_for_verdict (self->report->verdict);
  g_autofree char *headline = sgn_phrase_verdict (self->report);
  g_autofree char *explanation = sgn_phrase_explanation (self->report);

  set_class (self->verdict, cards, sgn_look_get_card (look));
  gtk_image_set_from_icon_name (self->verdict_icon, sgn_look_get_icon (look));
  set_look (GTK_WIDGET (self->verdict_icon), look);
  gtk_label_set_label (self->headline, headline);
  set_optional (self->explanation, explanation);
  set_optional (self->note, sgn_phrase_caution (self->report));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->verdict),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  headline,
                                  -1);
}

static void
add_row (SgnReportPage *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (SgnReportPage *self)
{
  AdwPreferencesGroup *groups[] = { self->questions, self->findings, self->details };

  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);

    for (guint j = 0; j < G_N_ELEMENTS (groups); j++)
      if (gtk_widget_is_ancestor (row, GTK_WIDGET (groups[j]))) {
        adw_preferences_group_remove (groups[j], row);
        break;
      }
  }
  g_ptr_array_set_size (self->rows, 0);
}

static void
on_expanded (AdwExpanderRow *row, GParamSpec *pspec, gboolean *open)
{
  *open = adw_expander_row_get_expanded (row);
}

static GtkWidget *
create_expander (const char *title, const char *subtitle, GPtrArray *facts, gboolean *open)
{
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 title,
                                 "subtitle",
                                 subtitle,
                                 "expanded",
                                 *open && facts->len > 0,
                                 "enable-expansion",
                                 facts->len > 0,
                                 NULL);

  for (guint i = 0; i < facts->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              sgn_fact_row_new (g_ptr_array_index (facts, i)));
  g_signal_connect (row, "notify::expanded", G_CALLBACK (on_expanded), open);
  return row;
}

static void
add_question (SgnReportPage *self, SgnQuestion question)
{
  g_auto (SgnAnswer) answer = { 0 };
  const SgnSignatureReport *signature = get_signature (self);
  g_autoptr (GPtrArray) facts = sgn_facts_for_question (self->report, signature, question);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *row;
  SgnLook look;

  sgn_phrase_answer (self->report, signature, question, &answer);
  row = create_expander (sgn_phrase_question (question),
                         answer.text,
                         facts,
                         &self->question_open[question]);
  look = sgn_look_for_check (answer.status);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), sgn_look_get_icon (look));
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 18);
  set_look (icon, look);
  gtk_widget_add_css_class (row, "question");
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);
  add_row (self, self->questions, row);
}

static void
show_questions (SgnReportPage *self)
{
  gboolean readable = self->report->verdict != SGN_VERDICT_UNREADABLE;
  guint last = get_signature (self) != NULL ? SGN_QUESTION_TIME : SGN_QUESTION_PUBLISHER;

  gtk_widget_set_visible (GTK_WIDGET (self->questions), readable);
  for (guint i = 0; readable && i <= last; i++)
    add_question (self, i);
}

static void
show_findings (SgnReportPage *self)
{
  GPtrArray *findings = self->report->findings;

  gtk_widget_set_visible (GTK_WIDGET (self->findings), findings->len > 0);
  for (guint i = 0; i < findings->len; i++) {
    g_autofree char *text = sgn_phrase_finding (g_ptr_array_index (findings, i));

    add_row (self,
             self->findings,
             g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", text, NULL));
  }
}

static void
add_detail (SgnReportPage *self,
            Detail detail,
            const char *title,
            const char *subtitle,
            GPtrArray *facts)
{
  add_row (self,
           self->details,
           create_expander (title, subtitle, facts, &self->detail_open[detail]));
}

static void
show_signature_details (SgnReportPage *self, const SgnSignatureReport *signature)
{
  g_autoptr (GPtrArray) facts = sgn_facts_for_signature (signature);
  g_autofree char *subtitle = NULL;

  if (signature->signer != NULL && signature->hash_known)
    subtitle = g_strdup_printf ("%s, %s",
                                sgn_hash_get_title (signature->hash),
                                sgn_certificate_get_key_title (signature->signer));
  add_detail (self, DETAIL_SIGNATURE, _ ("Signature"), subtitle != NULL ? subtitle : "", facts);
  if (signature->signer != NULL) {
    g_autoptr (GPtrArray) certificate = sgn_facts_for_certificate (signature->signer);

    add_detail (self,
                DETAIL_CERTIFICATE,
                _ ("Certificate"),
                _ ("Serial number, fingerprints, key use"),
                certificate);
  }
  if (signature->timestamp != NULL) {
    g_autoptr (GPtrArray) timestamp = sgn_facts_for_timestamp (signature->timestamp);
    const char *kind = signature->timestamp->rfc3161 ? "RFC 3161"
                                                     : _ ("Authenticode countersignature");

    add_detail (self, DETAIL_TIMESTAMP, _ ("Timestamp"), kind, timestamp);
  }
}

static void
show_details (SgnReportPage *self)
{
  const SgnSignatureReport *signature = get_signature (self);
  g_autoptr (GPtrArray) file = sgn_facts_for_file (self->report);

  if (signature != NULL)
    show_signature_details (self, signature);
  add_detail (self, DETAIL_FILE, _ ("File"), _ ("Size, place, hash value"), file);
}

static void
show_signature (SgnReportPage *self)
{
  clear_rows (self);
  show_questions (self);
  show_findings (self);
  show_details (self);
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
  guint size = self->report->signatures->len;

  for (guint i = 0; i < size; i++)
    /* Translators: e.g. "1 of 2" */
    gtk_string_list_take (names, g_strdup_printf (_ ("%1$u of %2$u"), i + 1, size));
  adw_combo_row_set_model (self->signatures, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->signatures, self->shown);
  gtk_widget_set_visible (self->switcher, size > 1);
}

static guint
find_headline (const SgnReport *report)
{
  guint position;

  if (report->headline != NULL &&
      g_ptr_array_find (report->signatures, report->headline, &position))
    return position;
  return 0;
}

static void
show_report (SgnReportPage *self)
{
  SgnReport *report = self->item != NULL ? sgn_file_item_get_report (self->item) : NULL;

  if (report == self->report)
    return;
  g_clear_pointer (&self->report, sgn_report_unref);
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), report != NULL);
  if (report == NULL)
    return;
  self->report = sgn_report_ref (report);
  self->shown = find_headline (report);
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
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (sgn_report_page_parent_class)->dispose (object);
}

static void
sgn_report_page_class_init (SgnReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_report_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, headline);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, explanation);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, note);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, signatures);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, questions);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, findings);
  gtk_widget_class_bind_template_child (widget_class, SgnReportPage, details);
  gtk_widget_class_bind_template_callback (widget_class, on_signature_selected);
}

static void
sgn_report_page_init (SgnReportPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), FALSE);
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
