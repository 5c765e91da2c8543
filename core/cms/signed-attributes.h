/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"
#include "core/cms/options.h"

/* Encodes the signed attributes of @options->profile, tagged as SET OF in DER order: exactly these
 * bytes are signed. @digest is that of the content. (transfer full) */
GBytes *sgn_signed_attributes_encode (const char *content_type,
                                      GBytes *digest,
                                      SgnCertificate *signer,
                                      const SgnCmsOptions *options) G_GNUC_WARN_UNUSED_RESULT;
