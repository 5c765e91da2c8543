/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/text.h"
#include "tests/support/samples.h"

static SgnSample *
add (GPtrArray *samples, const char *name, GBytes *bytes)
{
  SgnSample *sample = sgn_samples_add (samples, "rdp", name, bytes);

  sample->file_name = g_strdup ("a.rdp");
  return sample;
}

static GBytes *
from_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

void
sgn_samples_add_rdp (GPtrArray *samples)
{
  SgnSample *sample;

  sample = add (samples,
                "with-alternate",
                from_text ("full address:s:a.example\r\nalternate full address:s:a.example\r\n"));
  sample->restored = TRUE;
  add (samples, "feeds", from_text ("Full Address:s:a.example\nserver port:i:3389"));
  add (samples,
       "utf16",
       sgn_text_to_utf16 ("\xef\xbb\xbf"
                          "full address:s:\xc3\xbc.example\r\n",
                          FALSE));
  sample = add (samples, "nowhere", from_text ("server port:i:3389\r\n"));
  sample->signable = FALSE;
}
