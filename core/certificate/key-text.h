/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Undoes what mail programs, editors and build services do to keys and certificates: converts
 * UTF-16, decodes base64 that has no header, and restores the line breaks of PEM. Anything else is
 * left unchanged. Replaces *@data when anything was undone; the new bytes are wiped when they are
 * freed. */
void sgn_key_text_unwrap (GBytes **data);
