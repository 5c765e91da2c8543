/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "core/report/report.h"

/* What follows the structure in the place of a signature, which @der is. */
void sgn_verify_find_rest (GBytes *der, SgnSignedData *signed_data, SgnFindings *ret);

/* Timestamps and further signatures that prove nothing. Anybody can put them there, so they are
 * harmless only as long as they are no larger than such a thing has to be, and are nothing else
 * besides. */
void sgn_verify_find_unproven (SgnReport *report);
