/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-report-json"

/* Results as JSON, for scripts. Unknown values of a report are null instead of missing, so that
 * scripts need not ask whether a key exists. */

#include "config.h"

#include "core/words/json.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/certificate/certificate-json.h"
#include "core/words/phrases.h"

static void
add_certificate (JsonBuilder *builder, const char *key, SgnCertificate *certificate)
{
  json_builder_set_member_name (builder, key);
  if (certificate == NULL) {
    json_builder_add_null_value (builder);
    return;
  }
  json_builder_begin_object (builder);
  sgn_certificate_add_json (builder, certificate);
  json_builder_end_object (builder);
}

static void
add_chain (JsonBuilder *builder, const SgnChain *chain)
{
  json_builder_set_member_name (builder, "chain");
  json_builder_begin_array (builder);
  for (guint i = 0; chain != NULL && i < chain->certificates->len; i++) {
    json_builder_begin_object (builder);
    sgn_certificate_add_json (builder, chain->certificates->pdata[i]);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_timestamp_value (JsonBuilder *builder, const SgnTimestampReport *timestamp)
{
  if (timestamp == NULL) {
    json_builder_add_null_value (builder);
    return;
  }
  json_builder_begin_object (builder);
  sgn_json_add_string (builder, "kind", timestamp->rfc3161 ? "rfc3161" : "authenticode");
  sgn_json_add_time (builder, "time", timestamp->time);
  sgn_json_add_string (builder, "algorithm", sgn_hash_get_id (timestamp->hash));
  sgn_json_add_boolean (builder, "intact", timestamp->intact);
  sgn_json_add_boolean (builder, "counts", timestamp->counts);
  add_certificate (builder, "signer", timestamp->signer);
  add_chain (builder, timestamp->chain);
  json_builder_end_object (builder);
}

static void
add_timestamps (JsonBuilder *builder, const SgnSignatureReport *signature)
{
  const SgnTimestampReport *counting = signature->timestamp;

  /* Scripts take "timestamp" as proof of the time, so one that does not count is only in the
   * list. */
  if (counting != NULL && !counting->counts)
    counting = NULL;
  json_builder_set_member_name (builder, "timestamp");
  add_timestamp_value (builder, counting);
  json_builder_set_member_name (builder, "timestamps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < signature->timestamps->len; i++)
    add_timestamp_value (builder, signature->timestamps->pdata[i]);
  json_builder_end_array (builder);
}

static void
add_digest (JsonBuilder *builder, const SgnSignatureReport *signature)
{
  json_builder_set_member_name (builder, "digest");
  json_builder_begin_object (builder);
  sgn_json_add_string (builder,
                       "algorithm",
                       signature->hash_known ? sgn_hash_get_id (signature->hash) : NULL);
  sgn_json_add_hex (builder, "stored", signature->digest_stored);
  sgn_json_add_hex (builder, "computed", signature->digest_computed);
  json_builder_end_object (builder);
}

static void
add_program (JsonBuilder *builder, const SgnSignatureReport *signature)
{
  json_builder_set_member_name (builder, "program");
  json_builder_begin_object (builder);
  sgn_json_add_string (builder, "name", signature->program_name);
  sgn_json_add_string (builder, "url", signature->program_url);
  json_builder_end_object (builder);
}

static void
add_checks (JsonBuilder *builder, const SgnSignatureReport *signature)
{
  json_builder_set_member_name (builder, "checks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < SGN_N_CHECKS; i++) {
    const SgnCheck *check = &signature->checks[i];

    json_builder_begin_object (builder);
    sgn_json_add_string (builder, "id", sgn_check_id_to_id (i));
    sgn_json_add_string (builder, "status", sgn_check_status_to_id (check->status));
    sgn_json_add_string (builder, "reason", sgn_reason_to_id (check->reason));
    sgn_json_add_string (builder, "detail", check->detail);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_strings (JsonBuilder *builder, const char *key, GPtrArray *strings)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; strings != NULL && i < strings->len; i++)
    json_builder_add_string_value (builder, strings->pdata[i]);
  json_builder_end_array (builder);
}

static void
add_signature (JsonBuilder *builder, const SgnSignatureReport *signature)
{
  json_builder_begin_object (builder);
  sgn_json_add_string (builder, "verdict", sgn_verdict_to_id (signature->verdict));
  sgn_json_add_int (builder, "nested", signature->nested);
  sgn_json_add_int (builder, "entry", signature->entry);
  sgn_json_add_string (builder, "catalog", signature->catalog);
  add_digest (builder, signature);
  sgn_json_add_string (builder, "algorithm", signature->signature_algorithm);
  add_certificate (builder, "signer", signature->signer);
  add_chain (builder, signature->chain);
  sgn_json_add_boolean (builder,
                        "intermediate_missing",
                        signature->chain != NULL &&
                            sgn_chain_lacks_intermediate (signature->chain));
  add_timestamps (builder, signature);
  add_program (builder, signature);
  add_checks (builder, signature);
  add_strings (builder, "signed_attributes", signature->signed_attributes);
  add_strings (builder, "unsigned_attributes", signature->unsigned_attributes);
  json_builder_end_object (builder);
}

static const char *
severity_to_id (SgnSeverity severity)
{
  switch (severity) {
  case SGN_SEVERITY_ADDED:
    return "added";
  case SGN_SEVERITY_CHANGED:
    return "changed";
  case SGN_SEVERITY_NOTE:
  default:
    return "note";
  }
}

static void
add_finding (JsonBuilder *builder, const SgnFinding *finding)
{
  json_builder_begin_object (builder);
  sgn_json_add_string (builder, "id", sgn_finding_code_to_id (finding->code));
  sgn_json_add_string (builder, "severity", severity_to_id (finding->severity));
  /* JSON numbers of json-glib are signed. */
  sgn_json_add_int (builder, "offset", (gint64) MIN (finding->offset, (guint64) G_MAXINT64));
  sgn_json_add_int (builder, "size", (gint64) MIN (finding->size, (guint64) G_MAXINT64));
  sgn_json_add_string (builder, "detail", finding->detail);
  sgn_json_add_string (builder, "could_be", sgn_uncovered_to_id (finding->could_be));
  sgn_json_add_int (builder, "more", finding->more);
  json_builder_set_member_name (builder, "signature");
  if (finding->signature != 0)
    json_builder_add_int_value (builder, finding->signature);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

static const char *
foreign_to_id (const SgnReport *report)
{
  switch (report != NULL ? report->foreign : SGN_FOREIGN_UNKNOWN) {
  case SGN_FOREIGN_SIGNED:
    return "present";
  case SGN_FOREIGN_UNSIGNED:
    return "absent";
  case SGN_FOREIGN_UNKNOWN:
  default:
    return NULL;
  }
}

static void
add_lists (JsonBuilder *builder, const SgnReport *report)
{
  json_builder_set_member_name (builder, "signatures");
  json_builder_begin_array (builder);
  for (guint i = 0; report != NULL && i < report->signatures->len; i++)
    add_signature (builder, report->signatures->pdata[i]);
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; report != NULL && i < report->findings->len; i++)
    add_finding (builder, report->findings->pdata[i]);
  json_builder_end_array (builder);
}

static const char *
error_to_id (const GError *error)
{
  if (error->domain == SGN_ERROR)
    return sgn_error_code_to_id (error->code);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "cancelled";
  return sgn_error_code_to_id (SGN_ERROR_FAILED);
}

static void
add_error_value (JsonBuilder *builder, const GError *error)
{
  g_autofree char *text = sgn_phrase_gerror (error);

  json_builder_begin_object (builder);
  sgn_json_add_string (builder, "code", error_to_id (error));
  sgn_json_add_string (builder, "text", text);
  json_builder_end_object (builder);
}

void
sgn_json_add_error (JsonBuilder *builder, const char *key, const GError *error)
{
  json_builder_set_member_name (builder, key);
  if (error != NULL)
    add_error_value (builder, error);
  else
    json_builder_add_null_value (builder);
}

static void
add_errors (JsonBuilder *builder, const char *key, const GPtrArray *errors)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; errors != NULL && i < errors->len; i++)
    add_error_value (builder, errors->pdata[i]);
  json_builder_end_array (builder);
}

static void
add_inside (JsonBuilder *builder, const GPtrArray *inside)
{
  json_builder_set_member_name (builder, "inside");
  json_builder_begin_array (builder);
  for (guint i = 0; inside != NULL && i < inside->len; i++) {
    const SgnInsideReport *program = inside->pdata[i];

    json_builder_begin_object (builder);
    sgn_json_add_string (builder, "name", program->name);
    sgn_json_add_string (builder, "state", sgn_inside_state_to_id (program->state));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_done (JsonBuilder *builder, const SgnResult *result)
{
  const SgnOutcome *outcome = result->outcome;
  g_autofree char *output = NULL;

  if (outcome != NULL && outcome->output != NULL)
    output = g_file_get_path (outcome->output);
  sgn_json_add_string (builder,
                       "action",
                       outcome != NULL ? sgn_action_to_id (outcome->action) : NULL);
  sgn_json_add_path (builder, "output", output);
  sgn_json_add_string (builder, "backup", outcome != NULL ? outcome->written.backup : NULL);
  sgn_json_add_string (builder,
                       "timestamp_server",
                       outcome != NULL && outcome->server != NULL
                           ? sgn_timestamp_server_get_shown_uri (outcome->server)
                           : NULL);
  sgn_json_add_error (builder,
                      "timestamp_error",
                      outcome != NULL ? outcome->timestamp_error : NULL);
  add_errors (builder, "timestamp_errors", result->timestamp_errors);
  /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): an outcome has a report */
  add_inside (builder, outcome != NULL ? outcome->report->inside : NULL);
  sgn_json_add_int (builder, "ms", result->milliseconds);
}

static const char *
get_name (const SgnResult *result, const SgnReport *report)
{
  const char *path = result->name;

  if (path == NULL && report != NULL && report->file != NULL)
    path = g_file_peek_path (report->file);
  if (path == NULL && report != NULL)
    path = report->name;
  return path;
}

/* Who decided which roots are trusted. */
static void
add_trust (JsonBuilder *builder, const SgnReport *report)
{
  json_builder_set_member_name (builder, "trust");
  json_builder_begin_object (builder);
  sgn_json_add_string (builder, "source", sgn_trust_source_to_id (report->trust_source));
  if (report->trust_date != 0)
    sgn_json_add_time (builder, "list_date", report->trust_date);
  json_builder_end_object (builder);
}

static void
add_members (JsonBuilder *builder, const SgnResult *result)
{
  const SgnReport *report = result->report;
  const GError *error = result->error;

  if (report == NULL && result->outcome != NULL)
    report = result->outcome->report;
  /* When only verifying, the file's own error is that of the operation. */
  if (error == NULL && report != NULL && !result->done)
    error = report->error;
  sgn_json_add_path (builder, "file", get_name (result, report));
  sgn_json_add_string (builder, "format", report != NULL ? report->format : NULL);
  sgn_json_add_string (builder,
                       "verdict",
                       report != NULL ? sgn_verdict_to_id (report->verdict) : NULL);
  if (result->done)
    add_done (builder, result);
  sgn_json_add_error (builder, "error", error);
  sgn_json_add_string (builder, "foreign_signature", foreign_to_id (report));
  if (report != NULL) {
    sgn_json_add_int (builder, "size", (gint64) MIN (report->size, (guint64) G_MAXINT64));
    sgn_json_add_hex (builder, "sha256", report->sha256);
    sgn_json_add_time (builder, "checked_at", report->checked_at);
    sgn_json_add_time (builder, "judged_at", report->judged_at);
    add_trust (builder, report);
  }
  add_lists (builder, report);
}

char *
sgn_result_to_json (const SgnResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_members (builder, result);
  json_builder_end_object (builder);
  return sgn_json_to_text (builder);
}
