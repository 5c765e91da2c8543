/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/format/pe/pe-fixture.h"

#include "core/base/error.h"

GBytes *
pe_sign (const PeSample *sample, guint count)
{
  g_autoptr (GBytes) file = pe_sample_build (sample);
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (signatures, sgn_sample_signature (97 + i));
  return sgn_sample_put (file, signatures);
}

guint32
pe_get (GBytes *file, gsize offset)
{
  const guint8 *data = g_bytes_get_data (file, NULL);

  return data[offset] | (guint32) data[offset + 1] << 8 | (guint32) data[offset + 2] << 16 |
         (guint32) data[offset + 3] << 24;
}

/* The file with @value in @size octets at @offset; consumes @file. */
GBytes *
pe_poke (GBytes *file, gsize offset, guint32 value, guint size)
{
  GByteArray *array = g_bytes_unref_to_array (file);

  for (guint i = 0; i < size; i++)
    array->data[offset + i] = (guint8) (value >> (8 * i));
  return g_byte_array_free_to_bytes (array);
}

/* With @count octets @octet behind it; consumes @file. */
GBytes *
pe_append (GBytes *file, guint8 octet, guint count)
{
  GByteArray *array = g_bytes_unref_to_array (file);

  for (guint i = 0; i < count; i++)
    g_byte_array_append (array, &octet, 1);
  return g_byte_array_free_to_bytes (array);
}

SgnSubject *
pe_open (GBytes *file, GError **error)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);

  return sgn_subject_open (input, error);
}

/* "code:severity code:severity", the checksum left out. */
static char *
describe_findings (GBytes *file)
{
  static const char *const severities[] = { "note", "added", "changed" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSubject) subject = pe_open (file, &error);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  subject->format->find_anomalies (subject->self, findings);
  for (guint i = 0; i < findings->len; i++) {
    const SgnFinding *finding = findings->pdata[i];

    if (finding->code == SGN_FINDING_CHECKSUM)
      continue;
    g_string_append_printf (text,
                            "%s%s:%s",
                            text->len > 0 ? " " : "",
                            sgn_finding_code_to_id (finding->code),
                            severities[finding->severity]);
  }
  return g_string_free (text, FALSE);
}

void
pe_assert_findings (GBytes *file, const char *expected)
{
  g_autofree char *found = describe_findings (file);

  g_assert_cmpstr (found, ==, expected);
}

void
pe_assert_damaged (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSubject) subject = pe_open (file, &error);

  g_assert_null (subject);
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
}
