/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* A PIN in memory that is neither swapped nor dumped, and is wiped when freed. */
typedef struct _SgnPin SgnPin;

/* Bytes. Tokens state a maximum of their own, usually far below. */
#define SGN_PIN_MAX 255

/* NULL when it is longer than SGN_PIN_MAX bytes. (transfer full) */
SgnPin *sgn_pin_new (const void *text, gsize size) G_GNUC_WARN_UNUSED_RESULT;
/* UTF-8, as PKCS #11 wants it; valid as long as the PIN. (transfer none) */
const char *sgn_pin_get_text (const SgnPin *self);
/* Adds what was typed. FALSE, without adding anything, when the PIN would become too long. */
gboolean sgn_pin_append (SgnPin *self, const char *text);
void sgn_pin_remove_last (SgnPin *self);       /* the last character */
guint sgn_pin_get_length (const SgnPin *self); /* in characters */
void sgn_pin_free (SgnPin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnPin, sgn_pin_free)
