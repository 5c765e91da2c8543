/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#define SGN_TYPE_PREFERENCES_TIMESTAMPS (sgn_preferences_timestamps_get_type ())
G_DECLARE_FINAL_TYPE (SgnPreferencesTimestamps,
                      sgn_preferences_timestamps,
                      SGN,
                      PREFERENCES_TIMESTAMPS,
                      AdwPreferencesPage)
