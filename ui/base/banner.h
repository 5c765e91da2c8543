/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* A banner below a header bar: one sentence and one button. Hidden while there is no notice. */
#define SGN_TYPE_BANNER (sgn_banner_get_type ())
G_DECLARE_FINAL_TYPE (SgnBanner, sgn_banner, SGN, BANNER, AdwBin)

typedef struct {
  char *text;
  char *button; /* label */
  char *action; /* detailed name, e.g. "history.show('')" */
  gboolean warn;
} SgnNotice;

/* (transfer full) */
SgnNotice *sgn_notice_new (const char *text, const char *button, const char *action, gboolean warn);
void sgn_notice_free (SgnNotice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnNotice, sgn_notice_free)

void sgn_banner_show (SgnBanner *self, const SgnNotice *notice); /* NULL: nothing */
