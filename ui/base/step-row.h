/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

typedef enum {
  SGN_PROGRESS_TO_COME,
  SGN_PROGRESS_AT_WORK,
  SGN_PROGRESS_DONE,
  SGN_PROGRESS_FAILED,
} SgnProgressState;

/* One step of an operation; its icon shows its state. */
#define SGN_TYPE_STEP_ROW (sgn_step_row_get_type ())
G_DECLARE_FINAL_TYPE (SgnStepRow, sgn_step_row, SGN, STEP_ROW, AdwActionRow)

/* (transfer floating) */
GtkWidget *sgn_step_row_new (void);
void sgn_step_row_show (SgnStepRow *self,
                        SgnProgressState state,
                        const char *title,
                        const char *subtitle);
