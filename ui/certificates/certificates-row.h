/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

/* One line in the list of certificates: of a SgnIdentityItem or a SgnRequestItem. */
#define SGN_TYPE_CERTIFICATES_ROW (sgn_certificates_row_get_type ())
G_DECLARE_FINAL_TYPE (SgnCertificatesRow,
                      sgn_certificates_row,
                      SGN,
                      CERTIFICATES_ROW,
                      GtkListBoxRow)

/* (transfer floating) */
GtkWidget *sgn_certificates_row_new (gpointer item);
gpointer sgn_certificates_row_get_item (SgnCertificatesRow *self);
/* Updates the row after a change of its item, which emits no signal. */
void sgn_certificates_row_refresh (SgnCertificatesRow *self);
