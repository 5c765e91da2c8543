/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-verify"

/* Verifies all signatures of a file and writes the report: those that the format finds, those
 * nested in them, countersignatures, and those of catalogs; then everything that no signature
 * covers. */

#include "config.h"

#include "core/verify/verify.h"

#include <glib/gi18n-lib.h>

#include "core/base/budget.h"
#include "core/base/error.h"
#include "core/cms/signed-data.h"
#include "core/format/foreign.h"
#include "core/format/misnamed.h"
#include "core/format/subject.h"
#include "core/verify/catalog-lookup.h"
#include "core/verify/signature.h"
#include "core/verify/unproven.h"

#define MAX_DEPTH      8 /* of nested signatures; genuine files have one level */
#define MAX_SIGNATURES 32

/* One signature among the others. */
typedef struct {
  GBytes *der;   /* with what follows the structure */
  GBytes *outer; /* (nullable): content of the signature around it */
  guint entry;   /* of the list that the file has */
  guint depth;
} Place;

/* Checks one signature, unsigned data in it and, at the top level, what follows it in its place. */
static gboolean
verify_one (const SgnVerifyContext *self,
            const Place *place,
            SgnSignedData *signed_data,
            GError **error)
{
  SgnReport *report = self->report;
  SgnSignatureReport *signature = sgn_signature_report_new ();
  gboolean ok = sgn_verify_signature (self,
                                      signed_data,
                                      place->entry,
                                      place->outer,
                                      signature,
                                      error);

  signature->size = sgn_signed_data_get_size (signed_data);
  signature->could_be = sgn_uncovered_judge_bytes (sgn_signed_data_get_der (signed_data));
  g_ptr_array_add (report->signatures, signature);
  if (!ok)
    return FALSE;
  signature->nested = place->depth;
  sgn_signed_data_find_anomalies (signed_data, report->findings);
  sgn_signed_data_find_oddities (signed_data, report->findings);
  if (place->depth == 0)
    sgn_verify_find_rest (place->der, signed_data, report->findings);
  sgn_verify_countersigners (self, signed_data, signature);
  return TRUE;
}

/* @outer is the number of the signature that contains it. */
static void
note_broken (const SgnVerifyContext *self, GBytes *der, SgnSeverity severity, guint outer)
{
  guint before = self->report->findings->len;

  sgn_findings_add (self->report->findings,
                    SGN_FINDING_NESTED_BROKEN,
                    severity,
                    0,
                    g_bytes_get_size (der),
                    NULL);
  sgn_findings_assign (self->report->findings, before, outer);
}

/* Checks a signature and those nested in it. FALSE when it is damaged. */
static gboolean
verify_tree (const SgnVerifyContext *self, const Place *place, GError **error)
{
  SgnReport *report = self->report;
  guint number = report->signatures->len + 1;
  guint before = report->findings->len;
  g_autoptr (SgnSignedData) signed_data = sgn_signed_data_parse (place->der, error);
  gboolean ok = signed_data != NULL && verify_one (self, place, signed_data, error);
  GPtrArray *nested;

  sgn_findings_assign (report->findings, before, number);
  if (!ok)
    return FALSE;
  /* Nested signatures are compared with the file on their own. Only in catalogs do they sign
   * the content of the outer one. */
  nested = sgn_signed_data_get_nested (signed_data);
  for (guint i = 0; i < nested->len; i++) {
    const Place inner = {
      .der = g_ptr_array_index (nested, i),
      .outer = place->outer != NULL ? place->outer : sgn_signed_data_get_content (signed_data),
      .entry = place->entry,
      .depth = place->depth + 1,
    };

    if (inner.depth >= MAX_DEPTH || report->signatures->len >= MAX_SIGNATURES)
      note_broken (self, inner.der, SGN_SEVERITY_ADDED, number);
    else if (!verify_tree (self, &inner, NULL))
      note_broken (self, inner.der, SGN_SEVERITY_NOTE, number);
  }
  return TRUE;
}

static gboolean
hash_whole_file (const SgnVerifyContext *self, SgnInput *input, GError **error)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();

  sgn_ranges_add (ranges, 0, sgn_input_get_size (input));
  self->report->sha256 = sgn_digest_range (input,
                                           ranges,
                                           SGN_HASH_SHA256,
                                           self->cancellable,
                                           error);
  return self->report->sha256 != NULL;
}

/* Looks up the file in catalogs. If it has no signature at all, its plain hash identifies it. */
static gboolean
look_up (const SgnVerifyContext *self, SgnInput *input, gboolean *whole, GError **error)
{
  return sgn_verify_in_catalogs (self, input, whole, error) &&
         (self->report->signatures->len > 0 || hash_whole_file (self, input, error));
}

static void
add_damaged_entry (SgnReport *report, GBytes *der)
{
  const SgnFinding finding = {
    .code = SGN_FINDING_UNKNOWN_ENTRY,
    .severity = SGN_SEVERITY_ADDED,
    .size = g_bytes_get_size (der),
    .could_be = sgn_uncovered_judge_bytes (der),
  };

  sgn_findings_add_copy (report->findings, &finding);
}

/* If the first signature decides, a damaged one after it is only a finding, because anybody can add
 * one. */
static gboolean
verify_entry (const SgnVerifyContext *self, GBytes *der, guint index, GError **error)
{
  const Place place = { .der = der, .entry = index };
  g_autoptr (GError) local = NULL;

  if (verify_tree (self, &place, &local))
    return TRUE;
  if (index == 0 || (self->subject->format->caps & SGN_FORMAT_FIRST_DECIDES) == 0 ||
      !g_error_matches (local, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  add_damaged_entry (self->report, der);
  return TRUE;
}

/* The signature covers the contents of a file but not its name, which tells Windows how to open
 * it. */
static void
note_name (const SgnVerifyContext *self)
{
  g_autofree char *ending = sgn_misnamed_find (self->subject->format, self->subject->input);

  if (ending != NULL && self->report->signatures->len > 0)
    sgn_findings_add (self->report->findings,
                      SGN_FINDING_MISNAMED,
                      SGN_SEVERITY_NOTE,
                      0,
                      0,
                      ending);
}

static gboolean
verify_subject (const SgnVerifyContext *self, GError **error)
{
  g_autoptr (GPtrArray) signatures = NULL;
  gboolean whole;

  signatures = self->subject->format->get_signatures (self->subject->self, error);
  if (signatures == NULL)
    return FALSE;
  if (signatures->len > MAX_SIGNATURES) {
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED, _ ("too many signatures"));
    return FALSE;
  }
  for (guint i = 0; i < signatures->len; i++)
    if (!verify_entry (self, g_ptr_array_index (signatures, i), i, error))
      return FALSE;
  sgn_verify_find_unproven (self->report);
  if (!look_up (self, self->subject->input, &whole, error))
    return FALSE;
  /* Must come last: formats learn about the whole file while it is hashed. */
  if (!whole || signatures->len > 0)
    self->subject->format->find_anomalies (self->subject->self, self->report->findings);
  note_name (self);
  return TRUE;
}

/* A type of file that cannot contain a signature may still be listed in a catalog. */
static gboolean
verify_stranger (const SgnVerifyContext *self, SgnInput *input, GError **error)
{
  gboolean whole;

  if (self->report->foreign == SGN_FOREIGN_SIGNED)
    sgn_findings_add (self->report->findings,
                      SGN_FINDING_FOREIGN_SIGNATURE,
                      SGN_SEVERITY_NOTE,
                      0,
                      0,
                      NULL);
  return look_up (self, input, &whole, error);
}

/* Which of several signatures decides depends on the programs that use the file. */
static void
describe_reader (SgnSubject *subject, SgnReport *report)
{
  SgnFormatCaps caps = sgn_subject_get_caps (subject);

  report->firmware = (caps & SGN_FORMAT_FIRMWARE) != 0;
  if ((caps & SGN_FORMAT_ANY_SIGNATURE) != 0)
    report->several = SGN_SEVERAL_ANY;
  else if ((caps & SGN_FORMAT_EVERY_SIGNATURE) != 0)
    report->several = SGN_SEVERAL_ALL;
}

/* Whether the content is of no known format, whatever the file name says. */
static gboolean
is_unknown (SgnInput *input, const GError *error)
{
  return g_error_matches (error, SGN_ERROR, SGN_ERROR_FORMAT_UNSUPPORTED) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_FORMAT_FOREIGN) ||
         (error != NULL && sgn_format_detect (input) == NULL);
}

static gboolean
open_and_verify (SgnInput *input,
                 SgnReport *report,
                 const SgnVerifyOptions *options,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (SgnSubject) subject = sgn_subject_open (input, &local);
  const SgnVerifyContext context = {
    .subject = subject,
    .options = options,
    .now = report->judged_at,
    .report = report,
    .cancellable = cancellable,
  };

  report->size = sgn_input_get_size (input);
  if (is_unknown (input, local))
    report->foreign = sgn_foreign_look (input);
  if (options->catalogs != NULL && is_unknown (input, local))
    return verify_stranger (&context, input, error);
  if (subject == NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  report->format = subject->format->id;
  report->title = sgn_subject_get_title (subject);
  report->icon_name = subject->format->icon_name;
  describe_reader (subject, report);
  return verify_subject (&context, error);
}

/* Once the budget is exceeded or the work cancelled, any check may have missed something, so all
 * results are dropped. */
static void
verify_input (SgnInput *input,
              SgnReport *report,
              const SgnVerifyOptions *options,
              GCancellable *cancellable,
              GError **error)
{
  SgnBudget budget;
  g_autoptr (GError) problem = NULL;
  gboolean ok;

  sgn_budget_begin (&budget, sgn_input_get_size (input), cancellable);
  if (sgn_input_get_beside (input) != NULL)
    sgn_budget_allow (sgn_input_get_size (sgn_input_get_beside (input)));
  ok = open_and_verify (input, report, options, cancellable, &problem);
  if (sgn_budget_end (&budget, error) && !ok)
    g_propagate_error (error, g_steal_pointer (&problem));
}

/* Cancelling is the only failure; any other error becomes part of the report. */
static SgnReport *
finish (SgnReport *report, GError *problem, GError **error)
{
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, problem);
    sgn_report_unref (report);
    return NULL;
  }
  report->error = problem;
  report->verdict = sgn_report_judge (report);
  return report;
}

static SgnReport *
new_report (const char *name, const SgnVerifyOptions *options)
{
  SgnReport *report = sgn_report_new (name);
  SgnRootList *roots;

  if (options->time != 0)
    report->judged_at = options->time;
  if (options->anchors == NULL)
    return report;
  roots = sgn_anchors_get_windows (options->anchors);
  report->trust_source = sgn_anchors_get_source (options->anchors);
  if (roots != NULL)
    report->trust_date = sgn_root_list_get_date (roots);
  return report;
}

SgnReport *
sgn_verify_input (SgnInput *input,
                  const char *name,
                  const SgnVerifyOptions *options,
                  GCancellable *cancellable,
                  GError **error)
{
  SgnReport *report = new_report (name, options);
  GError *problem = NULL;

  verify_input (input, report, options, cancellable, &problem);
  return finish (report, problem, error);
}

static SgnInput *
open_file (GFile *file, const SgnVerifyOptions *options, GError **error)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_file (file, error);
  g_autoptr (SgnInput) content = NULL;

  if (input == NULL || options->content == NULL)
    return g_steal_pointer (&input);
  content = sgn_input_new_for_file (options->content, error);
  if (content == NULL)
    return NULL;
  sgn_input_set_beside (input, content);
  return g_steal_pointer (&input);
}

SgnReport *
sgn_verify_file (GFile *file,
                 const SgnVerifyOptions *options,
                 SgnProgressFunc progress,
                 gpointer user_data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (basename != NULL ? basename : "");
  SgnReport *report = new_report (name, options);
  GError *problem = NULL;
  g_autoptr (SgnInput) input = open_file (file, options, &problem);

  report->file = g_object_ref (file);
  if (input != NULL) {
    sgn_input_set_progress (input, progress, user_data);
    verify_input (input, report, options, cancellable, &problem);
    if (problem == NULL)
      sgn_input_check_unchanged (input, &problem);
  }
  return finish (report, problem, error);
}
