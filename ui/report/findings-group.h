/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/report/report.h"

/* Findings that the answers do not state, and what was signed inside the file. */
#define SGN_TYPE_FINDINGS_GROUP (sgn_findings_group_get_type ())
G_DECLARE_FINAL_TYPE (SgnFindingsGroup,
                      sgn_findings_group,
                      SGN,
                      FINDINGS_GROUP,
                      AdwPreferencesGroup)

void sgn_findings_group_show (SgnFindingsGroup *self, const SgnReport *report);
