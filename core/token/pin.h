/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* A PIN in memory that is neither swapped nor dumped, and wiped when freed. */
typedef struct _SgnPin SgnPin;

#define SGN_PIN_MAX 255

/* NULL when it is longer than SGN_PIN_MAX octets. */
SgnPin *sgn_pin_new (const void *text, gsize size);
const char *sgn_pin_get_text (const SgnPin *self);
void sgn_pin_free (SgnPin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnPin, sgn_pin_free)
