/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/files/file-item.h"

/* What a file's signature is worth: headline, four questions with their facts, details. */
#define SGN_TYPE_REPORT_PAGE (sgn_report_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnReportPage, sgn_report_page, SGN, REPORT_PAGE, AdwBin)

/* (transfer floating) */
GtkWidget *sgn_report_page_new (void);
void sgn_report_page_set_item (SgnReportPage *self, SgnFileItem *item); /* (nullable) */
/* The publisher in new signatures and the label of the sign button; NULL without a certificate. */
void sgn_report_page_set_signer (SgnReportPage *self, const char *signer, const char *button);
