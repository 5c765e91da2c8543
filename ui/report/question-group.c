/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/question-group.h"

#include "ui/base/fact-expander.h"
#include "ui/base/look.h"
#include "ui/report/report-facts.h"

#define ICON_SIZE 18

struct _SgnQuestionGroup {
  AdwPreferencesGroup parent_instance;

  GtkWidget *rows[SGN_N_QUESTIONS];
  gboolean open[SGN_N_QUESTIONS];
  gboolean difference_open; /* the two hash values of a changed file */
};

G_DEFINE_FINAL_TYPE (SgnQuestionGroup, sgn_question_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
create_icon (SgnLook look)
{
  const char *style = sgn_look_get_style (look);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name",
                                  sgn_look_get_icon (look),
                                  "pixel-size",
                                  ICON_SIZE,
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  gtk_widget_add_css_class (icon, style != NULL ? style : "dim-label");
  return icon;
}

static void
add_prefix (GtkWidget *row, GtkWidget *icon)
{
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);
  else
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
}

static GtkWidget *
create_row (SgnQuestionGroup *self,
            const SgnReport *report,
            const SgnSignatureReport *signature,
            SgnQuestion question)
{
  g_auto (SgnAnswer) answer = { 0 };
  g_autoptr (GPtrArray) facts = sgn_facts_for_question (report, signature, question);
  gboolean *open = &self->open[question];
  GtkWidget *row;

  if (question == SGN_QUESTION_UNCHANGED && report->verdict == SGN_VERDICT_CHANGED)
    open = &self->difference_open;
  sgn_phrase_answer (report, signature, question, &answer);
  row = sgn_fact_expander_new (sgn_phrase_question (question), answer.text, facts, open);
  gtk_widget_add_css_class (row, "question");
  add_prefix (row, create_icon (sgn_look_for_check (answer.status)));
  return row;
}

static void
sgn_question_group_class_init (SgnQuestionGroupClass *klass)
{
}

static void
sgn_question_group_init (SgnQuestionGroup *self)
{
  self->difference_open = TRUE;
}

void
sgn_question_group_show (SgnQuestionGroup *self,
                         const SgnReport *report,
                         const SgnSignatureReport *signature)
{
  guint last = signature != NULL ? SGN_QUESTION_TIME : SGN_QUESTION_PUBLISHER;

  for (guint i = 0; i < SGN_N_QUESTIONS; i++) {
    if (self->rows[i] != NULL)
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows[i]);
    self->rows[i] = NULL;
    if (i > last)
      continue;
    self->rows[i] = create_row (self, report, signature, i);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->rows[i]);
  }
}
