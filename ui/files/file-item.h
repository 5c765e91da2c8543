/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/batch/job.h"

/* One file of the list: its latest report and what is being done with it. Emits "changed" when
 * anything shown changes. */
#define SGN_TYPE_FILE_ITEM (sgn_file_item_get_type ())
G_DECLARE_FINAL_TYPE (SgnFileItem, sgn_file_item, SGN, FILE_ITEM, GObject)

typedef enum {
  SGN_FILE_CHECKING,
  SGN_FILE_CHECKED,
  SGN_FILE_SIGNING,
  SGN_FILE_SIGNED,
  SGN_FILE_FAILED,    /* not signed; the job's error says why */
  SGN_FILE_UNDECIDED, /* not signed, because no server gave a timestamp */
} SgnFileState;

/* (transfer full) */
SgnFileItem *sgn_file_item_new (GFile *file);
/* (transfer none) */
GFile *sgn_file_item_get_file (SgnFileItem *self);
const char *sgn_file_item_get_name (SgnFileItem *self); /* fit for showing */
SgnFileState sgn_file_item_get_state (SgnFileItem *self);
/* (nullable) (transfer none) */
SgnReport *sgn_file_item_get_report (SgnFileItem *self);
void sgn_file_item_set_report (SgnFileItem *self, SgnReport *report);
/* The current or last job. (transfer none) */
SgnJob *sgn_file_item_get_job (SgnFileItem *self); /* (nullable) */
/* Cancels the running check; if the item is kept, start it again. */
void sgn_file_item_stop_checking (SgnFileItem *self);
gboolean sgn_file_item_was_stopped (SgnFileItem *self);
void sgn_file_item_check (SgnFileItem *self, SgnJob *job);
void sgn_file_item_sign (SgnFileItem *self, SgnJob *job);
/* The same for a signed file that gets a timestamp. */
void sgn_file_item_stamp (SgnFileItem *self, SgnJob *job);
gboolean sgn_file_item_is_stamped (SgnFileItem *self); /* whether that was the last operation */
/* Signed, but nothing proves when. */
gboolean sgn_file_item_lacks_timestamp (SgnFileItem *self);
/* The result of checking again after an undone run. */
void sgn_file_item_forget_signing (SgnFileItem *self);

/* Whether the user added it to the run although it is already signed. */
gboolean sgn_file_item_is_added (SgnFileItem *self);
void sgn_file_item_set_added (SgnFileItem *self, gboolean added);
gboolean sgn_file_item_is_signed (SgnFileItem *self);
/* Whether a run with this rule for signed files would write it. */
gboolean sgn_file_item_will_be_signed (SgnFileItem *self, SgnExisting existing);

gboolean sgn_file_item_is_busy (SgnFileItem *self);
