/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/base/fact.h"

/* A row with one fact and a button that copies it. Shows plain text, never markup. (transfer
 * floating) */
GtkWidget *sgn_fact_row_new (const SgnFact *fact);
/* Shows for a moment that something was copied. */
void sgn_copy_button_confirm (GtkButton *button);
