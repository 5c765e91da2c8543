/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/timeline.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"

#define MONTHS_AFTER 16

static void
free_row (gpointer data)
{
  SgnTimelineRow *row = data;

  g_free (row->organization);
  g_free (row);
}

static const char *
get_organization (SgnCertificate *certificate)
{
  const char *organization = sgn_certificate_get_organization (certificate);

  return organization[0] != '\0' ? organization : sgn_certificate_get_name (certificate);
}

static void
add_row (SgnTimeline *self, SgnTimelineRole role, SgnCertificate *certificate)
{
  SgnTimelineRow *row = g_new0 (SgnTimelineRow, 1);

  row->role = role;
  if (certificate != NULL) {
    row->organization = g_strdup (get_organization (certificate));
    row->from = sgn_certificate_get_not_before (certificate);
    row->until = sgn_certificate_get_not_after (certificate);
  }
  g_ptr_array_add (self->rows, row);
}

static void
add_rows (SgnTimeline *self, const SgnSignatureReport *signature)
{
  const SgnChain *chain = signature->chain;

  add_row (self, SGN_TIMELINE_PUBLISHER, signature->signer);
  if (chain != NULL && chain->certificates->len > 1)
    add_row (self, SGN_TIMELINE_AUTHORITY, g_ptr_array_index (chain->certificates, 1));
  add_row (self,
           SGN_TIMELINE_TIMESTAMP,
           signature->timestamp != NULL ? signature->timestamp->signer : NULL);
}

static void
set_axis (SgnTimeline *self, SgnCertificate *signer)
{
  gint64 until = MAX (sgn_certificate_get_not_after (signer), self->now);
  g_autoptr (GDateTime)
      first = g_date_time_new_from_unix_local (sgn_certificate_get_not_before (signer));
  g_autoptr (GDateTime) last = g_date_time_new_from_unix_local (until);
  g_autoptr (GDateTime) end = last != NULL ? g_date_time_add_months (last, MONTHS_AFTER) : NULL;

  self->begin = first != NULL ? sgn_timeline_get_year_begin (g_date_time_get_year (first))
                              : sgn_certificate_get_not_before (signer);
  self->end = end != NULL ? g_date_time_to_unix (end) : until;
  if (self->end <= self->begin)
    self->end = self->begin + 1;
}

static void
set_time (SgnTimeline *self, const SgnSignatureReport *signature)
{
  const SgnTimestampReport *timestamp = signature->timestamp;

  self->proven = timestamp != NULL && timestamp->counts;
  if (timestamp != NULL)
    self->signed_at = timestamp->time;
  else
    self->signed_at = signature->claimed_time;
}

static char *
explain_proven (const SgnTimeline *self, const char *date, gint64 until)
{
  if (until < self->signed_at)
    return g_strdup_printf (_ ("The certificate had ended on %s, before the file was signed."),
                            date);
  if (until < self->now)
    return g_strdup_printf (_ ("The certificate expired on %s. Because of the timestamp, this "
                               "signature stays valid."),
                            date);
  return g_strdup_printf (_ ("The certificate expires on %s. Because of the timestamp, this "
                             "signature stays valid after that."),
                          date);
}

static char *
explain (const SgnTimeline *self, const SgnSignatureReport *signature)
{
  gint64 until = sgn_certificate_get_not_after (signature->signer);
  g_autofree char *date = sgn_phrase_date (until);

  if (signature->chain != NULL && signature->chain->lifetime)
    return g_strdup_printf (_ ("The certificate ends on %s, and its signatures end with it: it "
                               "does not let a timestamp extend them."),
                            date);
  if (self->proven)
    return explain_proven (self, date, until);
  if (until < self->now)
    return g_strdup_printf (_ ("The certificate expired on %s. No timestamp that counts keeps the "
                               "signature valid beyond that."),
                            date);
  return g_strdup_printf (_ ("The certificate expires on %s. No timestamp that counts keeps the "
                             "signature valid beyond that."),
                          date);
}

static char *
describe_row (const SgnTimelineRow *row)
{
  g_autofree char *from = sgn_phrase_date (row->from);
  g_autofree char *until = sgn_phrase_date (row->until);

  /* Translators: what it is for ("Publisher"), a name, and two dates */
  return g_strdup_printf (_ ("%1$s: %2$s, valid from %3$s until %4$s."),
                          sgn_timeline_role_get_title (row->role),
                          row->organization,
                          from,
                          until);
}

static char *
describe_today (const SgnTimeline *self)
{
  g_autofree char *today = sgn_phrase_date (self->now);

  return g_strdup_printf (_ ("Today is %s."), today);
}

static void
append_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

static char *
describe (const SgnTimeline *self)
{
  GString *text = g_string_new (self->caption);
  g_autofree char *signed_label = sgn_timeline_dup_signed_label (self);
  g_autofree char *today = describe_today (self);

  for (guint i = 0; i < self->rows->len; i++) {
    const SgnTimelineRow *row = g_ptr_array_index (self->rows, i);
    g_autofree char *sentence = row->organization != NULL ? describe_row (row)
                                                          : g_strdup (_ ("There is no timestamp."));

    append_sentence (text, sentence);
  }
  if (signed_label != NULL) {
    append_sentence (text, signed_label);
    g_string_append_c (text, '.');
  }
  append_sentence (text, today);
  return g_string_free (text, FALSE);
}

SgnTimeline *
sgn_timeline_new (const SgnSignatureReport *signature, gint64 now)
{
  SgnTimeline *self;

  if (signature->signer == NULL)
    return NULL;
  self = g_new0 (SgnTimeline, 1);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->now = now;
  add_rows (self, signature);
  set_axis (self, signature->signer);
  set_time (self, signature);
  self->caption = explain (self, signature);
  self->description = describe (self);
  return self;
}

void
sgn_timeline_free (SgnTimeline *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self->caption);
  g_free (self->description);
  g_free (self);
}

double
sgn_timeline_locate (const SgnTimeline *self, gint64 time)
{
  return ((double) time - (double) self->begin) / ((double) self->end - (double) self->begin);
}

gint64
sgn_timeline_get_year_begin (int year)
{
  g_autoptr (GDateTime) begin = g_date_time_new_local (year, 1, 1, 0, 0, 0);

  return begin != NULL ? g_date_time_to_unix (begin) : 0;
}

const char *
sgn_timeline_role_get_title (SgnTimelineRole role)
{
  switch (role) {
  case SGN_TIMELINE_PUBLISHER:
    return _ ("Publisher");
  case SGN_TIMELINE_AUTHORITY:
    return _ ("Confirmed by");
  case SGN_TIMELINE_TIMESTAMP:
  default:
    return _ ("Timestamp");
  }
}

char *
sgn_timeline_dup_signed_label (const SgnTimeline *self)
{
  g_autofree char *date = NULL;

  if (self->signed_at == 0)
    return NULL;
  date = sgn_phrase_date (self->signed_at);
  return self->proven ? g_strdup_printf (_ ("Signed %s"), date)
                      : g_strdup_printf (_ ("%s, not proven"), date);
}
