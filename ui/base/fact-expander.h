/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* A row that opens to facts (of SgnFact); without any it does not open. @open holds its state, so
 * that an open row stays open when another file is shown. (transfer floating) */
GtkWidget *
sgn_fact_expander_new (const char *title, const char *subtitle, GPtrArray *facts, gboolean *open);
