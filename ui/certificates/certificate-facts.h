/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"
#include "ui/base/fact.h"

/* Of SgnFact, in display order. (transfer full) */
GPtrArray *sgn_facts_for_certificate (SgnCertificate *certificate);
