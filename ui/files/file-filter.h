/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/files/file-list.h"

/* Which files of a long list are shown. */
#define SGN_TYPE_FILE_FILTER (sgn_file_filter_get_type ())
G_DECLARE_FINAL_TYPE (SgnFileFilter, sgn_file_filter, SGN, FILE_FILTER, AdwBin)

/* The files shown; a file stays, even if its state changes, until another filter is chosen or files
 * are added. (transfer none) */
GListModel *sgn_file_filter_set_files (SgnFileFilter *self, SgnFileList *files);
/* Shows @item, if necessary by showing all files. */
void sgn_file_filter_reveal (SgnFileFilter *self, SgnFileItem *item);
