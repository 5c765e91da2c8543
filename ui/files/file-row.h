/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/files/file-item.h"

/* One line of the list: icon, name, current state or operation. */
#define SGN_TYPE_FILE_ROW (sgn_file_row_get_type ())
G_DECLARE_FINAL_TYPE (SgnFileRow, sgn_file_row, SGN, FILE_ROW, GtkBox)

/* (transfer floating) */
GtkWidget *sgn_file_row_new (void);
void sgn_file_row_set_item (SgnFileRow *self, SgnFileItem *item); /* (nullable) */
