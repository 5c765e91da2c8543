/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/report/report.h"

typedef enum {
  SGN_TIMELINE_PUBLISHER,
  SGN_TIMELINE_AUTHORITY,
  SGN_TIMELINE_TIMESTAMP,
} SgnTimelineRole;

typedef struct {
  SgnTimelineRole role;
  char *organization; /* NULL: there is none, e.g. no timestamp */
  gint64 from;
  gint64 until;
} SgnTimelineRow;

/* The validity periods of the certificates of a signature, prepared for drawing. */
typedef struct {
  GPtrArray *rows; /* of SgnTimelineRow, publisher first */
  gint64 begin;    /* of the axis, Unix time: 1 January */
  gint64 end;
  gint64 now;
  gint64 signed_at; /* 0: nobody knows */
  gboolean proven;
  char *caption;     /* what it means, one or two sentences */
  char *description; /* all of it in words, for people who cannot see it */
} SgnTimeline;

/* NULL when the signer is not known. (transfer full) */
SgnTimeline *sgn_timeline_new (const SgnSignatureReport *signature, gint64 now);
void sgn_timeline_free (SgnTimeline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTimeline, sgn_timeline_free)

/* 0 at the start of the axis, 1 at its end; may be outside this range. */
double sgn_timeline_locate (const SgnTimeline *self, gint64 time);
gint64 sgn_timeline_get_year_begin (int year);
const char *sgn_timeline_role_get_title (SgnTimelineRole role);
/* NULL if unknown. (transfer full) */
char *sgn_timeline_dup_signed_label (const SgnTimeline *self);
