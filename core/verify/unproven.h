/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "core/report/report.h"

/* Adds findings for data that follows the structure in the place of a signature. @der is the whole
 * place. */
void sgn_verify_find_rest (GBytes *der, SgnSignedData *signed_data, SgnFindings *ret);

/* Adds findings for timestamps and further signatures that prove nothing. As anybody can add them,
 * they are only harmless if they are no larger than necessary and cannot be opened as something
 * else. */
void sgn_verify_find_unproven (SgnReport *report);
