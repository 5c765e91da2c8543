/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/support/cfb-sample.h"
#include "tests/support/samples.h"

static void
add (GPtrArray *samples, const CfbSample *cfb)
{
  SgnSample *sample = sgn_samples_add (samples, "msi", cfb->name, cfb_sample_build (cfb));
  g_autoptr (GArray) uncovered = cfb_sample_get_uncovered (cfb);

  /* Signing fills up the last sector and makes a tree of a list. */
  sample->restored = !cfb->is_cut && !cfb->is_list;
  sample->uncovered = g_array_new (FALSE, FALSE, sizeof (SgnSampleRange));
  for (guint i = 0; i < uncovered->len; i++) {
    const CfbRange *range = &g_array_index (uncovered, CfbRange, i);
    SgnSampleRange copy = { range->offset, range->length };

    g_array_append_val (sample->uncovered, copy);
  }
}

void
sgn_samples_add_msi (GPtrArray *samples)
{
  for (gsize i = 0; cfb_samples[i].name != NULL; i++)
    add (samples, &cfb_samples[i]);
}
