/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/report/report.h"

/* Everything an expert may ask for, closed at first, with a button that copies all of it. */
#define SGN_TYPE_DETAILS_GROUP (sgn_details_group_get_type ())
G_DECLARE_FINAL_TYPE (SgnDetailsGroup, sgn_details_group, SGN, DETAILS_GROUP, AdwPreferencesGroup)

/* @signature NULL: the file has none. */
void sgn_details_group_show (SgnDetailsGroup *self,
                             const SgnReport *report,
                             const SgnSignatureReport *signature);
