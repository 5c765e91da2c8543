/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/timestamp/servers.h"

/* One timestamp server of the person's list. */
typedef struct {
  SgnTimestampServer *server;
  gboolean enabled; /* part of "automatic" */
  gboolean own;     /* not shipped: can be removed */
} SgnServerChoice;

/* The shipped servers and the person's own, in the person's order. Of SgnServerChoice.
 * (transfer full) */
GPtrArray *sgn_server_choices_load (GSettings *settings);
/* Keeps order and switches. */
void sgn_server_choices_save (GSettings *settings, GPtrArray *choices);
/* Those that "automatic" means: all that are switched on, else the shipped default. Of
 * SgnTimestampServer. (transfer full) */
GPtrArray *sgn_server_choices_get_automatic (GSettings *settings);

/* An address of the person's own, at the end. FALSE when it is none, or known already. */
gboolean sgn_server_choices_add (GSettings *settings, const char *address, GError **error);
void sgn_server_choices_remove (GSettings *settings, const char *uri);
/* Moves the one at @position up (-1) or down (1). */
void sgn_server_choices_move (GSettings *settings, guint position, int by);
void sgn_server_choices_enable (GSettings *settings, guint position, gboolean enabled);
