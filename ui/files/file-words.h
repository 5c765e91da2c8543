/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/base/look.h"
#include "ui/files/file-item.h"

/* Texts for a file of the list; pure functions of its item. */

/* The line in the list: "Waiting for timestamp · 7 s". (transfer full) */
char *sgn_file_item_dup_status (SgnFileItem *self);
/* "Windows program · 18.4 MB"; empty while unknown. (transfer full) */
char *sgn_file_item_dup_kind (SgnFileItem *self);
const char *sgn_file_item_get_icon (SgnFileItem *self);      /* of the state */
const char *sgn_file_item_get_kind_icon (SgnFileItem *self); /* of the kind of file */
SgnLook sgn_file_item_get_look (SgnFileItem *self);
