/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"

/* The two fields of IssuerAndSerialNumber (RFC 5652, 10.2.4) in DER. (transfer full) */
GBytes *sgn_issuer_encode (SgnCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;
GBytes *sgn_serial_encode (SgnCertificate *certificate);
