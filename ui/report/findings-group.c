/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/findings-group.h"

#include "core/base/oid.h"
#include "core/base/text.h"
#include "core/words/phrases.h"
#include "ui/base/look.h"

struct _SgnFindingsGroup {
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* of GtkWidget */
};

G_DEFINE_FINAL_TYPE (SgnFindingsGroup, sgn_findings_group, ADW_TYPE_PREFERENCES_GROUP)

static SgnLook
get_look (SgnSeverity severity)
{
  switch (severity) {
  case SGN_SEVERITY_CHANGED:
    return SGN_LOOK_BAD;
  case SGN_SEVERITY_ADDED:
    return SGN_LOOK_WARN;
  case SGN_SEVERITY_NOTE:
  default:
    return SGN_LOOK_NEUTRAL;
  }
}

static GtkWidget *
create_icon (SgnSeverity severity)
{
  SgnLook look = get_look (severity);
  const char *style = sgn_look_get_style (look);
  GtkWidget *icon = gtk_image_new_from_icon_name (
      look == SGN_LOOK_NEUTRAL ? "dialog-information-symbolic" : sgn_look_get_icon (look));

  gtk_widget_add_css_class (icon, style != NULL ? style : "dim-label");
  return icon;
}

/* The detail of other findings is an identifier, not text for people. */
static char *
describe_detail (const SgnFinding *finding)
{
  const char *name;

  if (finding->detail == NULL || (finding->code != SGN_FINDING_UNSIGNED_ATTRIBUTE &&
                                  finding->code != SGN_FINDING_EXTRA_CERTIFICATE))
    return g_strdup ("");
  name = sgn_oid_get_name (finding->detail);
  return name != NULL ? g_strdup_printf ("%s (%s)", name, finding->detail)
                      : sgn_text_display (finding->detail);
}

static GtkWidget *
create_row (const char *text, const char *detail, SgnSeverity severity)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 text,
                                 "title-lines",
                                 0,
                                 "subtitle-lines",
                                 0,
                                 NULL);

  /* Only now: while it is being made, markup is not off yet. */
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), create_icon (severity));
  return row;
}

static void
sgn_findings_group_finalize (GObject *object)
{
  g_clear_pointer (&SGN_FINDINGS_GROUP (object)->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (sgn_findings_group_parent_class)->finalize (object);
}

static void
sgn_findings_group_class_init (SgnFindingsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_findings_group_finalize;
}

static void
sgn_findings_group_init (SgnFindingsGroup *self)
{
  self->rows = g_ptr_array_new ();
}

static void
add_row (SgnFindingsGroup *self, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
clear (SgnFindingsGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

void
sgn_findings_group_show (SgnFindingsGroup *self, const SgnReport *report)
{
  g_autoptr (GPtrArray) findings = sgn_phrase_select_findings (report);

  clear (self);
  for (guint i = 0; i < findings->len; i++) {
    const SgnFinding *finding = g_ptr_array_index (findings, i);
    g_autofree char *text = sgn_phrase_finding (report, finding);
    g_autofree char *detail = describe_detail (finding);

    add_row (self, create_row (text, detail, finding->severity));
  }
  for (guint i = 0; report->inside != NULL && i < report->inside->len; i++) {
    g_autofree char *text = sgn_phrase_inside (g_ptr_array_index (report->inside, i));
    g_autofree char *shown = sgn_text_display (text);

    add_row (self, create_row (shown, "", SGN_SEVERITY_NOTE));
  }
}
