/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"

/* Adds findings for certificates that no signer needs. The certificate set is not signed, so each
 * of them can carry hidden data. Names, keys and signatures tell which ones belong to a signer; the
 * number of operations is limited. */
void sgn_signed_data_find_extra_certificates (SgnSignedData *self, SgnFindings *ret);
