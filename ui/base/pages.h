/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* Whole pages over the first one, each with a way back. Keeps where the focus was. */
#define SGN_TYPE_PAGES (sgn_pages_get_type ())
G_DECLARE_FINAL_TYPE (SgnPages, sgn_pages, SGN, PAGES, AdwBin)

/* The property "root" (GtkWidget) is the first page; "narrow" (boolean) tells whether there is
 * room for one pane only. */

/* Shows @page (floating) over what @origin stands on; @origin has the focus after going back. */
void sgn_pages_push (GtkWidget *origin, GtkWidget *page);
/* The same over what has the focus. */
void sgn_pages_open (SgnPages *self, GtkWidget *page);
/* FALSE when the first page is shown already. */
gboolean sgn_pages_pop (SgnPages *self);
/* Removes the pages over @page, or over the first one if @page is NULL. FALSE: it is not among
 * them. */
gboolean sgn_pages_raise (SgnPages *self, GtkWidget *page);
/* The page that is shown. (transfer none) */
GtkWidget *sgn_pages_get_top (SgnPages *self);
gboolean sgn_pages_is_at_root (SgnPages *self);
gboolean sgn_pages_is_narrow (SgnPages *self);
