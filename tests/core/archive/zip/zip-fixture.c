/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/archive/zip/zip-fixture.h"

#include <string.h>

#include "core/base/error.h"

SgnInput *
zip_make_input (const ZipSample *sample)
{
  g_autoptr (GBytes) bytes = zip_sample_build (sample);

  return sgn_input_new_for_bytes (bytes);
}

SgnZip *
zip_open_good (SgnInput *input)
{
  g_autoptr (GError) error = NULL;
  SgnZip *zip = sgn_zip_open (input, &error);

  g_assert_no_error (error);
  return zip;
}

SgnZip *
zip_open_sample (const ZipSample *sample)
{
  g_autoptr (SgnInput) input = zip_make_input (sample);

  return zip_open_good (input);
}

void
zip_assert_entry (const SgnZip *zip, const char *name, const char *content)
{
  const SgnZipEntry *entry = sgn_zip_find (zip, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_nonnull (entry);
  bytes = sgn_zip_read (zip, entry, 1024, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   content,
                   strlen (content));
}

void
zip_assert_finding (const SgnZip *zip, SgnFindingCode code, guint64 size)
{
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  const SgnFinding *finding;
  g_autoptr (GError) error = NULL;

  sgn_zip_find_anomalies (zip, SGN_SEVERITY_ADDED, NULL, findings);
  g_assert_cmpuint (findings->len, ==, code == SGN_N_FINDINGS ? 0 : 1);
  g_assert_cmpint (sgn_zip_check_signable (zip, &error), ==, code == SGN_N_FINDINGS);
  if (code == SGN_N_FINDINGS)
    return;
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
  finding = findings->pdata[0];
  g_assert_cmpint (finding->code, ==, code);
  g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_ADDED);
  if (size > 0)
    g_assert_cmpuint (finding->size, ==, size);
}

ZipSample *
zip_two_entries (ZipSampleFlags flags)
{
  ZipSample *sample = zip_sample_new ();

  zip_sample_add (sample, "one", "the first", flags);
  zip_sample_add (sample, "folder/two", "the second, the second", flags);
  return sample;
}
