/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Wipes and frees @text (nullable, transfer full), a password or PIN. */
void sgn_secret_text_free (gpointer text);
