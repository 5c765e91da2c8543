/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/report/timeline.h"

/* Draws a timeline; one image with one label for assistive tools. */
#define SGN_TYPE_VALIDITY_TIMELINE (sgn_validity_timeline_get_type ())
G_DECLARE_FINAL_TYPE (SgnValidityTimeline, sgn_validity_timeline, SGN, VALIDITY_TIMELINE, GtkBox)

/* (transfer floating) */
GtkWidget *sgn_validity_timeline_new (void);
/* NULL hides it. */
void sgn_validity_timeline_set_signature (SgnValidityTimeline *self,
                                          const SgnSignatureReport *signature,
                                          gint64 now);
