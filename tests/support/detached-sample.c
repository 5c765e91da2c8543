/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/asn1/content-info.h"
#include "tests/support/samples.h"

static void
add (GPtrArray *samples, const char *name, GBytes *bytes)
{
  SgnSample *sample = sgn_samples_add (samples, "detached", name, bytes);

  sample->is_message = TRUE;
  sample->signable = FALSE;
}

static GBytes *
make_bare (GBytes *wrapped)
{
  g_auto (SgnContentInfo) info = { 0 };
  gboolean ok = sgn_content_info_parse (wrapped, &info, NULL);

  g_assert_true (ok);
  return sgn_der_to_bytes (info.bare_data);
}

void
sgn_samples_add_detached (GPtrArray *samples)
{
  const SgnFormat *format = sgn_format_from_id ("detached");
  g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);
  GBytes *wrapped = sgn_sample_signature_around (format, NULL, 200);

  add (samples, "pkcs7", wrapped);
  add (samples, "bare", make_bare (wrapped));
  add (samples, "embedded", sgn_sample_signature_around (format, text, 200));
}
