/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-sign"

/* Maps the profile of a file format to what the CMS room can build. */

#include "config.h"

#include "core/sign/profile.h"

#include "core/base/oid.h"

SgnCmsProfile
sgn_profile_to_cms (SgnProfile profile)
{
  switch (profile) {
  case SGN_PROFILE_CADES:
    return SGN_CMS_CADES;
  case SGN_PROFILE_JAR:
    return SGN_CMS_TIMED;
  case SGN_PROFILE_PLAIN:
    return SGN_CMS_PLAIN;
  case SGN_PROFILE_AUTHENTICODE:
  default:
    return SGN_CMS_AUTHENTICODE;
  }
}

const char *
sgn_profile_get_token_oid (SgnProfile profile)
{
  /* Authenticode has an attribute of its own for what RFC 3161 calls id-aa-timeStampToken. */
  return profile == SGN_PROFILE_AUTHENTICODE ? SGN_OID_MS_RFC3161 : SGN_OID_TIMESTAMP_TOKEN;
}
