/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/support/pe-sample.h"
#include "tests/support/samples.h"
#include "tests/support/zip-sample.h"

/* Nothing but the content of entries is covered; what else there is of a ZIP archive is compared
 * entry by entry in a test of its own. */
static void
add (GPtrArray *samples, const char *name, const char *manifest, gboolean folder, gboolean zip64)
{
  g_autoptr (ZipSample) zip = zip_sample_new ();
  g_autoptr (GBytes) text = zip_sample_text (20000);
  g_autoptr (GBytes) program = pe_sample_build (&pe_samples[0]);
  SgnSample *sample;

  if (folder)
    zip_sample_add (zip, "META-INF/", "", ZIP_SAMPLE_STORED);
  zip_sample_add (zip, "META-INF/MANIFEST.MF", manifest, 0);
  zip_sample_add (zip, "com/", "", ZIP_SAMPLE_STORED);
  zip_sample_add_bytes (zip, "com/Example.class", text, ZIP_SAMPLE_DESCRIPTOR);
  zip_sample_add (zip,
                  "com/a-name-that-is-longer-than-a-line-of-a-manifest-may-be-with-all-that-is-"
                  "around-it.txt",
                  "x",
                  0);
  zip_sample_add (zip, "META-INF/services/Example", "com.Example", 0);
  zip_sample_add_bytes (zip, "com/native.dll", program, 0);
  zip->zip64 = zip64;
  sample = sgn_samples_add (samples, "jar", name, zip_sample_build (zip));
  sample->excluded[0].length = g_bytes_get_size (sample->bytes);
}

void
sgn_samples_add_jar (GPtrArray *samples)
{
  add (samples, "plain", "Manifest-Version: 1.0\r\nCreated-By: 17\r\n\r\n", TRUE, FALSE);
  add (samples, "no-end", "Manifest-Version: 1.0\nMain-Class: a", FALSE, TRUE);
  add (samples,
       "sections",
       "Manifest-Version: 1.0\r\n\r\nName: com/\r\nSealed: true\r\n\r\nName: gone\r\nSHA1-Digest: "
       "AAAA\r\n\r\nName: com/Example.class\r\nSHA1-Digest: AAAA\r\nKept: yes\r\n",
       TRUE,
       FALSE);
  add (samples, "empty-manifest", "", FALSE, FALSE);
}
