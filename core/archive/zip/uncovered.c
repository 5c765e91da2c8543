/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-zip"

#include "config.h"

#include "core/archive/zip/uncovered.h"

#include <string.h>

#include "core/archive/zip/reader-private.h"
#include "core/io/uncovered-range.h"

/* Enough for times, owners and names in another encoding. Lines of text could be commands at any
 * size. */
#define USUAL_FIELDS 64

static gboolean
is_usual (SgnUncovered kind, guint64 size)
{
  return sgn_uncovered_is_harmless (kind) || (kind == SGN_UNCOVERED_LARGE && size <= USUAL_FIELDS);
}

static void
find_fields (const SgnZip *self,
             const SgnZipEntry *entry,
             guint64 start,
             guint64 end,
             SgnFindings *ret)
{
  SgnUncovered kind;

  if (start >= end)
    return;
  kind = sgn_input_judge_uncovered (self->input, start, end - start);
  if (!is_usual (kind, end - start))
    sgn_findings_add_uncovered (ret, SGN_FINDING_FREE_SPACE, kind, start, end - start, entry->name);
}

void
sgn_zip_find_uncovered_of (const SgnZip *self, const SgnZipEntry *entry, SgnFindings *ret)
{
  gsize name = strlen (entry->name);

  find_fields (self,
               entry,
               entry->central_offset + ZIP_CENTRAL_SIZE + name,
               entry->central_offset + entry->central_size,
               ret);
  if (!entry->mismatch)
    find_fields (self, entry, entry->offset + ZIP_LOCAL_SIZE + name, entry->data_offset, ret);
}

void
sgn_zip_find_uncovered (const SgnZip *self, SgnFindings *ret)
{
  guint64 comment = self->end_offset + ZIP_END_SIZE;

  if (comment < self->end)
    sgn_findings_add_range (ret,
                            SGN_FINDING_FREE_SPACE,
                            self->input,
                            comment,
                            self->end - comment,
                            NULL);
  for (guint i = 0; i < self->entries->len; i++)
    sgn_zip_find_uncovered_of (self, self->entries->pdata[i], ret);
}
