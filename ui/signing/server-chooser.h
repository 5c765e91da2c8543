/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

/* The popover over the bar for choosing the timestamp server; changes the setting. */
#define SGN_TYPE_SERVER_CHOOSER (sgn_server_chooser_get_type ())
G_DECLARE_FINAL_TYPE (SgnServerChooser, sgn_server_chooser, SGN, SERVER_CHOOSER, GtkPopover)
