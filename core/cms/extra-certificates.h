/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"

/* Certificates of the set that no signer in it needs: nothing covers the set, so each is room for
 * whatever somebody wants to carry. Which belong to a signer is told by names, keys and signatures,
 * with a bound on the operations. */
void sgn_signed_data_find_extra_certificates (SgnSignedData *self, SgnFindings *ret);
