/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/report/report.h"

/* The certificate of the original of a changed file; collapsed, because it says nothing about the
 * file as it is now. */
#define SGN_TYPE_ORIGINAL_GROUP (sgn_original_group_get_type ())
G_DECLARE_FINAL_TYPE (SgnOriginalGroup,
                      sgn_original_group,
                      SGN,
                      ORIGINAL_GROUP,
                      AdwPreferencesGroup)

void
sgn_original_group_show (SgnOriginalGroup *self, const SgnSignatureReport *signature, gint64 now);
