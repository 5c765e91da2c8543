/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* A stack of pages, each with a way back. Restores the focus. */
#define SGN_TYPE_PAGES (sgn_pages_get_type ())
G_DECLARE_FINAL_TYPE (SgnPages, sgn_pages, SGN, PAGES, AdwBin)

/* The property "root" (GtkWidget) is the first page; "narrow" (boolean) is whether there is only
 * room for one pane. */

/* Shows @page (floating) on top of the page with @origin, which gets the focus after going back. */
void sgn_pages_push (GtkWidget *origin, GtkWidget *page);
/* The same on top of the page with the focus. */
void sgn_pages_open (SgnPages *self, GtkWidget *page);
/* FALSE if the first page is already shown. */
gboolean sgn_pages_pop (SgnPages *self);
/* Removes the pages over @page, or over the first one if @page is NULL. FALSE if @page is not in
 * the stack. */
gboolean sgn_pages_raise (SgnPages *self, GtkWidget *page);
/* The page that is shown. (transfer none) */
GtkWidget *sgn_pages_get_top (SgnPages *self);
gboolean sgn_pages_is_at_root (SgnPages *self);
gboolean sgn_pages_is_narrow (SgnPages *self);
