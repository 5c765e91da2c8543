/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/timestamp/servers.h"

/* One timestamp server in the user's list. */
typedef struct {
  SgnTimestampServer *server;
  gboolean enabled; /* part of "automatic" */
  gboolean own;     /* not shipped: can be removed */
} SgnServerChoice;

/* The shipped servers and those the user added, in the user's order. Of SgnServerChoice. (transfer
 * full) */
GPtrArray *sgn_server_choices_load (GSettings *settings);
/* Stores the order and which servers are switched on. */
void sgn_server_choices_save (GSettings *settings, GPtrArray *choices);
/* The servers used for "automatic": all that are switched on, or the shipped default if none is. Of
 * SgnTimestampServer. (transfer full) */
GPtrArray *sgn_server_choices_get_automatic (GSettings *settings);

/* Adds an address at the end. FALSE if it is not a valid address or is already in the list. */
gboolean sgn_server_choices_add (GSettings *settings, const char *address, GError **error);
void sgn_server_choices_remove (GSettings *settings, const char *uri);
/* Moves the server at @position up (-1) or down (1). */
void sgn_server_choices_move (GSettings *settings, guint position, int by);
void sgn_server_choices_enable (GSettings *settings, guint position, gboolean enabled);
