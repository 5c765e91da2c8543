/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#define SGN_TYPE_PREFERENCES_GENERAL (sgn_preferences_general_get_type ())
G_DECLARE_FINAL_TYPE (SgnPreferencesGeneral,
                      sgn_preferences_general,
                      SGN,
                      PREFERENCES_GENERAL,
                      AdwPreferencesPage)
