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
/* While it is typed. FALSE when it would become too long; nothing is added then. */
gboolean sgn_pin_append (SgnPin *self, const char *text);
void sgn_pin_remove_last (SgnPin *self);       /* character */
guint sgn_pin_get_length (const SgnPin *self); /* in characters */
void sgn_pin_free (SgnPin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnPin, sgn_pin_free)
