/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"
#include "core/cms/options.h"

/* The signed attributes of @options->profile, tagged as SET OF in DER order: exactly these octets
 * get signed. @digest: of the content. (transfer full) */
GBytes *sgn_signed_attributes_encode (const char *content_type,
                                      GBytes *digest,
                                      SgnCertificate *signer,
                                      const SgnCmsOptions *options);
