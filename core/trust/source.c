/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-trust"
#include "config.h"

#include "core/trust/anchors.h"

static const char *const ids[] = {
  [SGN_TRUST_NONE] = "none",
  [SGN_TRUST_SYSTEM] = "system",
  [SGN_TRUST_WINDOWS] = "windows",
};

G_STATIC_ASSERT (G_N_ELEMENTS (ids) == SGN_N_TRUST_SOURCES);

const char *
sgn_trust_source_to_id (SgnTrustSource source)
{
  g_return_val_if_fail (source < SGN_N_TRUST_SOURCES, "none");

  return ids[source];
}

gboolean
sgn_trust_source_from_id (const char *id, SgnTrustSource *ret)
{
  for (SgnTrustSource i = 0; i < SGN_N_TRUST_SOURCES; i++)
    if (g_str_equal (ids[i], id)) {
      *ret = i;
      return TRUE;
    }
  return FALSE;
}
