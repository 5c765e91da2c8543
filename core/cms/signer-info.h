/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/der.h"
#include "core/cms/signed-data.h"

/* Takes one SignerInfo off @der; the signer is looked up in @certificates. (transfer full) */
SgnSignerInfo *sgn_signer_info_read (SgnDer *der, GPtrArray *certificates, GError **error);
