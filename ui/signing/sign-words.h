/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/files/file-list.h"

/* What stands on the bar for signing; pure functions. All return (transfer full). */

/* What the big button does. */
typedef enum {
  SGN_OFFER_NOTHING,
  SGN_OFFER_SIGN,
  SGN_OFFER_RETRY,     /* what is left has failed before */
  SGN_OFFER_ASK_AGAIN, /* what is left got no timestamp */
} SgnOffer;

SgnOffer sgn_words_get_offer (const SgnFileCounts *counts);
/* @selected: the counts are those of several chosen files, not of all. */
char *sgn_words_button (const SgnFileCounts *counts, gboolean selected);
/* Accounts for the files the button leaves out. */
char *sgn_words_caption (const SgnFileCounts *counts);
/* Under the title of the list. */
char *sgn_words_subtitle (const SgnFileCounts *counts, gboolean signing);
/* NULL while nothing can be said: before the second file. */
char *sgn_words_time_left (guint done, guint total, gint64 elapsed_seconds);
char *sgn_words_progress (guint done, guint total);
char *sgn_words_wait (SgnTimestampServer *server, guint seconds);
char *sgn_words_signed (guint files);
char *sgn_words_stamped (guint files);
