/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/base/look.h"
#include "ui/certificates/request-item.h"
#include "ui/identities/identity-item.h"

/* Texts for each @item in the list of certificates: a SgnIdentityItem, or a SgnRequestItem that
 * waits for its certificate; pure functions of the time @now (Unix). Texts are (transfer full). */

typedef enum {
  SGN_ENTRY_READY,
  SGN_ENTRY_ENDING, /* 60 days or less */
  SGN_ENTRY_REQUEST,
  SGN_ENTRY_TEST,
  SGN_ENTRY_EXPIRED,
} SgnEntryKind;

SgnEntryKind sgn_entry_get_kind (gpointer item, gint64 now);
char *sgn_entry_dup_title (gpointer item);
char *sgn_entry_dup_line (gpointer item, gint64 now);   /* "until 3 March 2027" */
char *sgn_entry_dup_status (gpointer item, gint64 now); /* "Ready for signing · 101 days left" */
const char *sgn_entry_get_icon (gpointer item);
const char *sgn_entry_get_state_icon (gpointer item, gint64 now); /* NULL: nothing to say */
SgnLook sgn_entry_get_look (gpointer item, gint64 now);
/* "Code signing certificate" */
const char *sgn_entry_get_role (gpointer item);
/* Where the key is: "~/example.pfx", the name of a token. */
char *sgn_entry_dup_place (gpointer item);
/* Order in the list, like strcmp: those that can be used first, expired ones last. */
int sgn_entry_compare (gpointer a, gpointer b, gint64 now);

/* "~/example.pfx" */
char *sgn_words_place (GFile *file);
