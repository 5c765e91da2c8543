/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/builder.h"
#include "core/format/format.h"

/* What the profile of a format means for the signature and for its timestamp. */
SgnCmsProfile sgn_profile_to_cms (SgnProfile profile);
const char *sgn_profile_get_token_oid (SgnProfile profile); /* of the unsigned attribute */
