/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msi"
#include "config.h"
#include "core/format/msi-package.h"

static void
add_space (SgnFindings *ret, SgnFindingCode code, SgnSeverity severity, const SgnCfbSpace *space)
{
  if (space->size > 0)
    sgn_findings_add (ret, code, severity, space->offset, space->size, NULL);
}

/* CVE-2020-1464: a signature covers streams, and a JAR behind them is none. Slack is another
 * matter: Windows' own writer leaves there what its buffer held before, in packages that Microsoft
 * signed too, up to a whole sector less one octet behind the mini stream. */
static void
find_in_spaces (const MsiPackage *self, SgnFindings *ret)
{
  SgnCfbSpaces spaces;

  if (!sgn_cfb_find_spaces (self->cfb, &spaces, NULL))
    return;
  add_space (ret, SGN_FINDING_TRAILING_DATA, SGN_SEVERITY_ADDED, &spaces.behind);
  add_space (ret, SGN_FINDING_FREE_SPACE, SGN_SEVERITY_ADDED, &spaces.free);
  add_space (ret, SGN_FINDING_ORPHAN, SGN_SEVERITY_ADDED, &spaces.orphaned);
  add_space (ret, SGN_FINDING_SLACK, SGN_SEVERITY_ADDED, &spaces.archive);
  add_space (ret, SGN_FINDING_SLACK, SGN_SEVERITY_NOTE, &spaces.slack);
}

static void
find_in_signature (const MsiPackage *self, SgnFindings *ret)
{
  g_auto (MsiSignature) signature = { 0 };

  if (!sgn_msi_package_read_signature (self, &signature, NULL) || signature.padding_size == 0)
    return;
  sgn_findings_add (ret,
                    signature.padding_is_zero ? SGN_FINDING_PADDING_LONG : SGN_FINDING_PADDING_DATA,
                    signature.padding_is_zero ? SGN_SEVERITY_NOTE : SGN_SEVERITY_ADDED,
                    sgn_cfb_get_offset (self->cfb, self->signature),
                    signature.padding_size,
                    NULL);
}

static void
find_misplaced (const MsiPackage *self, SgnFindings *ret)
{
  guint32 id = sgn_msi_find_misplaced (self);

  if (id != SGN_CFB_NONE)
    sgn_findings_add (ret,
                      SGN_FINDING_MISPLACED,
                      SGN_SEVERITY_NOTE,
                      sgn_cfb_get_offset (self->cfb, id),
                      sgn_cfb_get_entry (self->cfb, id)->size,
                      NULL);
}

void
sgn_msi_find_anomalies (const MsiPackage *self, SgnFindings *ret)
{
  find_in_spaces (self, ret);
  find_in_signature (self, ret);
  find_misplaced (self, ret);
  sgn_msi_find_cabinets (self, ret);
}
