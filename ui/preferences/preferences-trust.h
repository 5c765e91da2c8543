/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#define SGN_TYPE_PREFERENCES_TRUST (sgn_preferences_trust_get_type ())
G_DECLARE_FINAL_TYPE (SgnPreferencesTrust,
                      sgn_preferences_trust,
                      SGN,
                      PREFERENCES_TRUST,
                      AdwPreferencesPage)
