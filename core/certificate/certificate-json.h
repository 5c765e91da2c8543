/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <json-glib/json-glib.h>

#include "core/certificate/certificate.h"

/* Adds the subject, issuer, validity and fingerprints of @certificate as members of the JSON object
 * that is open in @builder. */
void sgn_certificate_add_json (JsonBuilder *builder, SgnCertificate *certificate);
