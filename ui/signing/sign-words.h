/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/files/file-list.h"

/* The texts on the bar for signing; pure functions. All return (transfer full). */

/* The action of the large button. */
typedef enum {
  SGN_OFFER_NOTHING,
  SGN_OFFER_SIGN,
  SGN_OFFER_RETRY,     /* the remaining files have failed before */
  SGN_OFFER_ASK_AGAIN, /* the remaining files got no timestamp */
} SgnOffer;

SgnOffer sgn_words_get_offer (const SgnFileCounts *counts);
/* @selected: the counts are those of several chosen files, not of all. */
char *sgn_words_button (const SgnFileCounts *counts, gboolean selected);
/* Explains which files the button leaves out. */
char *sgn_words_caption (const SgnFileCounts *counts);
/* The subtitle of the list. */
char *sgn_words_subtitle (const SgnFileCounts *counts, gboolean signing);
/* NULL as long as it cannot be estimated: before the second file. */
char *sgn_words_time_left (guint done, guint total, gint64 elapsed_seconds);
char *sgn_words_progress (guint done, guint total);
char *sgn_words_wait (SgnTimestampServer *server, guint seconds);
char *sgn_words_signed (guint files);
char *sgn_words_stamped (guint files);
