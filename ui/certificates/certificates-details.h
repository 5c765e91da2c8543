/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust/anchors.h"
#include "ui/certificates/certificate-view.h"

/* All about one entry of the list of certificates: a SgnIdentityItem or a SgnRequestItem. Its
 * buttons activate the actions "entry.…". (transfer floating) */
SgnCertificateView *sgn_certificates_details_new (gpointer item, SgnAnchors *anchors);
