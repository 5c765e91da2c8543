/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "tests/support/pe-sample.h"
#include "tests/support/samples.h"
#include "tests/support/zip-sample.h"

/* What is signed, with SHA-256. */
#define CONTENT_SIZE 85

/* Of the entry that signing adds, which covers everything but itself. */
static guint64
get_record_size (void)
{
  g_autoptr (GBytes) content = zip_sample_text (CONTENT_SIZE);
  g_autoptr (GBytes) signature = sgn_sample_signature_for (content);

  return 30 + strlen (".signature.p7s") + g_bytes_get_size (signature);
}

static ZipSample *
build (ZipSampleFlags flags)
{
  ZipSample *zip = zip_sample_new ();
  g_autoptr (GBytes) text = zip_sample_text (5000);

  zip_sample_add (zip, "_rels/.rels", "<Relationships/>", flags);
  zip_sample_add (zip, "Example.nuspec", "<package/>", flags);
  zip_sample_add_bytes (zip, "lib/net8.0/Example.dll", text, flags);
  zip_sample_add (zip, "[Content_Types].xml", "<Types/>", flags);
  return zip;
}

static ZipSample *
build_with_program (void)
{
  ZipSample *zip = build (0);
  g_autoptr (GBytes) program = pe_sample_build (&pe_samples[0]);

  zip_sample_add_bytes (zip, "tools/program.exe", program, 0);
  return zip;
}

static SgnSample *
add (GPtrArray *samples, const char *name, ZipSample *zip)
{
  SgnSample *sample = sgn_samples_add (samples, "nuget", name, zip_sample_build (zip));

  sample->excluded[0].offset = zip_sample_find_directory (sample->bytes);
  sample->excluded[0].length = get_record_size ();
  zip_sample_free (zip);
  return sample;
}

void
sgn_samples_add_nuget (GPtrArray *samples)
{
  ZipSample *zip = build (0);

  add (samples, "plain", zip);
  add (samples, "stored", build (ZIP_SAMPLE_STORED));
  add (samples, "descriptors", build (ZIP_SAMPLE_DESCRIPTOR));
  add (samples, "program", build_with_program ());
  zip = build (0);
  zip->comment = "a comment at the end";
  add (samples, "comment", zip);
  zip = build (ZIP_SAMPLE_WIDE);
  zip->zip64 = TRUE;
  add (samples, "zip64", zip)->signable = FALSE;
}
