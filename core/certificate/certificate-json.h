/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <json-glib/json-glib.h>

#include "core/certificate/certificate.h"

/* Whose it is, who vouches for it, and when it is valid, as members of the object that is open. */
void sgn_certificate_add_json (JsonBuilder *builder, SgnCertificate *certificate);
