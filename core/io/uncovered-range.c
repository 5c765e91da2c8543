/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-io"

/* Judges a range of a file that no signature covers, by the rules of core/base/uncovered.h. */

#include "config.h"

#include "core/io/uncovered-range.h"

#define WINDOW    ((gsize) 64 * 1024)
#define LABEL_MAX ((guint64) 16 * 1024) /* including surrounding zeros */

SgnUncovered
sgn_input_judge_uncovered (SgnInput *self, guint64 offset, guint64 size)
{
  g_autofree guint8 *window = g_malloc (WINDOW);
  SgnUncoveredLook look;

  sgn_uncovered_init (&look);
  while (size > 0) {
    gsize step = (gsize) MIN (size, WINDOW);

    /* What cannot be examined cannot be called harmless. */
    if (!sgn_input_read (self, offset, window, step, NULL))
      return SGN_UNCOVERED_LARGE;
    sgn_uncovered_update (&look, window, step);
    offset += step;
    size -= step;
  }
  return sgn_uncovered_finish (&look);
}

static char *
read_label (SgnInput *input, guint64 offset, guint64 size)
{
  g_autoptr (GBytes) bytes = NULL;

  if (size <= LABEL_MAX)
    bytes = sgn_input_read_bytes (input, offset, size, NULL);
  return bytes != NULL
             ? sgn_uncovered_get_label (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
             : NULL;
}

static char *
get_detail (SgnInput *input, guint64 offset, guint64 size, SgnUncovered kind, const char *detail)
{
  if (detail == NULL && kind == SGN_UNCOVERED_LABEL)
    return read_label (input, offset, size);
  return g_strdup (detail);
}

void
sgn_findings_add_range (SgnFindings *self,
                        SgnFindingCode code,
                        SgnInput *input,
                        guint64 offset,
                        guint64 size,
                        const char *detail)
{
  SgnUncovered kind = sgn_input_judge_uncovered (input, offset, size);
  g_autofree char *text = get_detail (input, offset, size, kind, detail);

  sgn_findings_add_uncovered (self, code, kind, offset, size, text);
}

void
sgn_findings_add_copy_judged (SgnFindings *self, const SgnFinding *finding, SgnInput *input)
{
  SgnUncovered kind = sgn_input_judge_uncovered (input, finding->offset, finding->size);
  g_autofree char *text = get_detail (input, finding->offset, finding->size, kind, finding->detail);
  SgnFinding judged = *finding;

  judged.could_be = kind;
  judged.detail = text;
  sgn_findings_add_copy (self, &judged);
}
