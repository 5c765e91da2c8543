/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"

/* The two halves of IssuerAndSerialNumber (RFC 5652 10.2.4), DER. (transfer full) */
GBytes *sgn_issuer_encode (SgnCertificate *certificate);
GBytes *sgn_serial_encode (SgnCertificate *certificate);
