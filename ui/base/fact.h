/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* A fact to show and copy. */
typedef struct {
  char *title;
  char *value;
  gboolean mono; /* bytes and numbers: in a monospaced font */
} SgnFact;

/* Of SgnFact. (transfer full) */
GPtrArray *sgn_facts_new (void);
/* Adds nothing if @value is NULL or empty. */
void sgn_facts_add (GPtrArray *self, const char *title, const char *value);
void sgn_facts_add_mono (GPtrArray *self, const char *title, const char *value);
void sgn_facts_take (GPtrArray *self, const char *title, char *value); /* @value (transfer full) */
void sgn_facts_take_mono (GPtrArray *self, const char *title, char *value);
/* One line for each: "signing time (1.2.840.113549.1.9.5)". */
void sgn_facts_add_oids (GPtrArray *self, const char *title, const char *const *oids, guint count);
/* One line for each. (transfer full) */
char *sgn_facts_to_text (GPtrArray *self);
