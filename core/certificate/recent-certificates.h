/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"

/* The last few certificates that were read: the same ones come with every file of a publisher, and
 * reading one takes longer than checking a signature with it. From any thread. */

/* (nullable) (transfer full) */
SgnCertificate *sgn_recent_certificates_find (GBytes *der);
void sgn_recent_certificates_add (SgnCertificate *certificate);
