/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Keys and certificates as mails, editors and build services keep them: puts what is in it in place
 * of a text in UTF-16, and of base64 without any header, and gives PEM its lines back. What else it
 * is stays as it is. */
void sgn_key_text_unwrap (GBytes **data);
