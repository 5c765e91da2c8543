/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-history"

/* One entry: what the file was before, what it is now, and who signed it with what. The hash values
 * let somebody find out years later whether a file is the one that was signed here. */

#include "config.h"

#include <sys/stat.h>

#include "core/base/text.h"
#include "core/history/history.h"
#include "core/io/digest.h"

/* A thread costs less than hashing twice as much in a row from here on. */
#define LARGE (16 * 1024 * 1024)

struct _SgnHistoryWatch {
  SgnHistory *history;
  SgnInput *input; /* NULL when it cannot be read; signing will then report why */
};

static char *
hash_input (SgnInput *input)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  g_autoptr (GBytes) digest = NULL;

  sgn_ranges_add (ranges, 0, sgn_input_get_size (input));
  digest = sgn_digest_range (input, ranges, SGN_HASH_SHA256, NULL, NULL);
  return digest != NULL ? sgn_text_hex_bytes (digest) : NULL;
}

/* The status change time tells of any change to content, name or mode. It has a resolution of one
 * second, so @since itself counts as changed. */
static gboolean
is_untouched (const char *path, gint64 since)
{
  struct stat status;

  return stat (path, &status) == 0 && S_ISREG (status.st_mode) && status.st_ctime < since;
}

gboolean
sgn_history_entry_is_current (const SgnHistoryEntry *entry)
{
  g_autoptr (GFile) file = g_file_parse_name (entry->file);
  const char *path = g_file_peek_path (file);
  g_autoptr (SgnInput) input = NULL;
  g_autofree char *now = NULL;

  /* Hashing is only needed when the file was touched since. */
  if (path == NULL || is_untouched (path, entry->time))
    return path != NULL;
  input = sgn_input_new_for_file (file, NULL);
  now = input != NULL ? hash_input (input) : NULL;
  return now != NULL && (entry->sha256_after == NULL || g_str_equal (now, entry->sha256_after));
}

static gpointer
hash_thread (gpointer input)
{
  return hash_input (input);
}

/* Hashes both in parallel if the file is large. Small files are not worth a third thread beside
 * hashing and writing. */
static void
hash_both (SgnInput *before, SgnInput *after, SgnHistoryEntry *ret)
{
  gboolean is_large = before != NULL && sgn_input_get_size (before) >= LARGE;
  GThread *thread = is_large ? g_thread_new ("history", hash_thread, before) : NULL;

  ret->sha256_after = after != NULL ? hash_input (after) : NULL;
  if (thread != NULL)
    ret->sha256_before = g_thread_join (thread);
  else if (before != NULL)
    ret->sha256_before = hash_input (before);
}

/* Keeping the file open preserves its old content, because signing replaces the file instead of
 * changing it. */
SgnHistoryWatch *
sgn_history_begin (SgnHistory *self, GFile *file)
{
  SgnHistoryWatch *watch = g_new0 (SgnHistoryWatch, 1);

  watch->history = sgn_history_ref (self);
  watch->input = sgn_input_new_for_file (file, NULL);
  return watch;
}

/* The signer's last signature, because earlier ones come first. */
static const SgnSignatureReport *
find_signature (const SgnReport *report, SgnCertificate *signer)
{
  const SgnSignatureReport *found = NULL;

  for (guint i = 0; i < report->signatures->len; i++) {
    const SgnSignatureReport *signature = report->signatures->pdata[i];

    if (signature->signer != NULL && sgn_certificate_equal (signature->signer, signer))
      found = signature;
  }
  return found;
}

static gboolean
has_signed (SgnAction action)
{
  return action == SGN_ACTION_SIGNED || action == SGN_ACTION_APPENDED ||
         action == SGN_ACTION_REPLACED;
}

static void
fill_certificate (SgnHistoryEntry *entry, SgnIdentity *identity)
{
  SgnCertificate *certificate = sgn_identity_get_certificate (identity);

  entry->certificate_sha256 = g_strdup (sgn_certificate_get_sha256 (certificate));
  entry->certificate_sha1 = g_strdup (sgn_certificate_get_sha1 (certificate));
  entry->certificate_subject = g_strdup (sgn_certificate_get_subject (certificate));
  entry->certificate_serial = g_strdup (sgn_certificate_get_serial (certificate));
  entry->certificate_not_after = sgn_certificate_get_not_after (certificate);
  entry->token_serial = g_strdup (sgn_identity_get_token_serial (identity));
}

static void
fill_signature (SgnHistoryEntry *entry, const SgnSignatureReport *signature)
{
  if (signature->hash_known)
    entry->digest_algorithm = g_strdup (sgn_hash_get_id (signature->hash));
  if (signature->digest_stored != NULL)
    entry->digest = sgn_text_hex_bytes (signature->digest_stored);
  if (signature->timestamp != NULL)
    entry->timestamp_time = signature->timestamp->time;
}

static void
record (SgnHistoryWatch *watch, const SgnOutcome *outcome, SgnIdentity *identity)
{
  g_autoptr (SgnInput) output = sgn_input_new_for_file (outcome->output, NULL);
  const SgnSignatureReport *signature;
  SgnHistoryEntry *entry = g_new0 (SgnHistoryEntry, 1);

  entry->time = g_get_real_time () / G_USEC_PER_SEC;
  entry->file = g_file_get_parse_name (outcome->output);
  entry->action = g_strdup (sgn_action_to_id (outcome->action));
  entry->format = g_strdup (outcome->report->format);
  hash_both (watch->input, output, entry);
  entry->program_version = g_strdup (VERSION);
  fill_certificate (entry, identity);
  signature = find_signature (outcome->report, sgn_identity_get_certificate (identity));
  if (signature != NULL)
    fill_signature (entry, signature);
  if (outcome->server != NULL)
    entry->timestamp_server = g_strdup (sgn_timestamp_server_get_shown_uri (outcome->server));
  sgn_history_add (watch->history, entry);
  sgn_history_entry_free (entry);
}

void
sgn_history_end (SgnHistoryWatch *watch, const SgnOutcome *outcome, SgnIdentity *identity)
{
  if (outcome != NULL && has_signed (outcome->action))
    record (watch, outcome, identity);
  g_clear_pointer (&watch->input, sgn_input_unref);
  sgn_history_unref (watch->history);
  g_free (watch);
}
