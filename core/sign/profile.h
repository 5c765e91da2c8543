/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/builder.h"
#include "core/format/format.h"

/* The CMS attributes and the timestamp attribute that belong to the profile of a format. */
SgnCmsProfile sgn_profile_to_cms (SgnProfile profile);
/* of the unsigned attribute with the timestamp */
const char *sgn_profile_get_token_oid (SgnProfile profile);
