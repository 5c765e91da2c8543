/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/base/banner.h"

/* The contents of the empty window: says what can be done, inside a dashed border. */
#define SGN_TYPE_DROP_PAGE (sgn_drop_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnDropPage, sgn_drop_page, SGN, DROP_PAGE, GtkBox)

/* (transfer floating) */
GtkWidget *sgn_drop_page_new (void);
/* Files hover over the window. */
void sgn_drop_page_set_hover (SgnDropPage *self, gboolean hover);
/* (transfer none) */
SgnBanner *sgn_drop_page_get_banner (SgnDropPage *self);
