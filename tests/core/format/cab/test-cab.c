/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/format/subject.h"
#include "tests/support/samples.h"

#define UNUSED_OF_DESCRIPTOR 0x38

static GBytes *
put_content (GBytes *file)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) content = sgn_sample_create_content (file);

  g_ptr_array_add (one, sgn_sample_signature_for (content));
  return sgn_sample_put (file, one);
}

static void
assert_holds (GBytes *file, GBytes *content)
{
  g_autoptr (SgnInput) input = sgn_sample_open (file);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_autoptr (SgnSubject) subject = NULL;
  g_auto (SgnContentResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  subject = sgn_subject_open (input, &error);
  g_assert_no_error (error);
  subject->format->verify_content (subject->self, content, &result, findings, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (result.matches);
}

/* Octets of the descriptor that mean nothing are hashed: what another program left in them must not
 * spoil the signature that comes after its own. */
static void
test_unused_octets (void)
{
  GBytes *plain = sgn_sample_get_plain ("cab");
  GByteArray *octets = g_bytes_unref_to_array (put_content (plain));
  g_autoptr (GBytes) odd = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GBytes) again = NULL;

  octets->data[UNUSED_OF_DESCRIPTOR] = 0x60;
  odd = g_byte_array_free_to_bytes (octets);
  content = sgn_sample_create_content (odd);
  again = put_content (odd);
  assert_holds (again, content);
}

/* Something is wrong with the file, or with the content of its signature. */
static gboolean
is_noticed (GBytes *file, GBytes *content)
{
  g_autoptr (SgnInput) input = sgn_sample_open (file);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_autoptr (SgnSubject) subject = sgn_subject_open (input, NULL);
  g_autoptr (GPtrArray) signatures = NULL;
  g_auto (SgnContentResult) result = { 0 };

  if (subject != NULL)
    signatures = subject->format->get_signatures (subject->self, NULL);
  if (signatures == NULL || signatures->len == 0 ||
      !subject->format->verify_content (subject->self, content, &result, findings, NULL, NULL) ||
      !result.matches)
    return TRUE;
  subject->format->find_anomalies (subject->self, findings);
  for (guint i = 0; i < findings->len; i++)
    if (((SgnFinding *) findings->pdata[i])->severity != SGN_SEVERITY_NOTE)
      return TRUE;
  return FALSE;
}

/* The sizes of the reserved areas and what is in the header's own are not hashed, and yet decide
 * what is unpacked, or have room for anything. */
static void
test_header (gconstpointer data)
{
  const SgnSample *sample = data;
  g_autoptr (GBytes) content = sgn_sample_create_content (sample->bytes);
  g_autoptr (GBytes) signed_file = put_content (sample->bytes);
  gsize size;
  const guint8 *octets = g_bytes_get_data (signed_file, &size);
  gsize area_end = 40 + (gsize) (octets[36] | octets[37] << 8);

  g_assert_false (is_noticed (signed_file, content));
  for (gsize at = 0; at < area_end; at++) {
    g_autofree guint8 *copy = g_memdup2 (octets, size);
    g_autoptr (GBytes) bad = NULL;
    gboolean is_harmless = (at >= 4 && at < 8) || at == 34 || at == 35;

    copy[at] ^= 0x04;
    bad = g_bytes_new_take (g_steal_pointer (&copy), size);
    if (!is_harmless && !is_noticed (bad, content))
      g_error ("%s: nobody notices octet %" G_GSIZE_FORMAT, sample->name, at);
  }
}

#define FLAG_PREV    0x0001
#define FLAG_RESERVE 0x0004
#define FLAG_UNKNOWN 0x0008

/* A cabinet (CFHEADER) of @size bytes with no folders, whose rest is filled with @rest. */
static GBytes *
make_header (guint16 flags, guint8 major, guint32 whole, gsize size, guint8 rest)
{
  guint8 *octets = g_malloc (size);

  memset (octets, 0, MIN (size, 36));
  memset (octets + MIN (size, 36), rest, size - MIN (size, 36));
  memcpy (octets, "MSCF", 4);
  octets[8] = (guint8) whole;
  octets[9] = (guint8) (whole >> 8);
  octets[16] = 36; /* coffFiles */
  octets[24] = 3;
  octets[25] = major;
  octets[30] = (guint8) flags;
  return g_bytes_new_take (octets, size);
}

/* Each refusal says what is wrong. */
static void
test_refused (void)
{
  static const struct {
    guint16 flags;
    guint8 major;
    guint32 whole;
    gsize size;
    guint8 rest;
    const char *says;
  } cases[] = {
    { 0, 2, 36, 36, 0, "version of the cabinet is unknown" },
    { FLAG_UNKNOWN, 1, 36, 36, 0, "version of the cabinet is unknown" },
    { 0, 1, 35, 36, 0, "past the end of the file" },
    { 0, 1, 37, 36, 0, "past the end of the file" },
    { FLAG_PREV, 1, 36, 36, 0, "ends in the middle of a name" },
    { FLAG_PREV, 1, 38, 38, 'x', "has no end" },
    { FLAG_PREV, 1, 600, 600, 'x', "has no end" },
    { FLAG_RESERVE, 1, 36, 36, 0, "" },
    { FLAG_RESERVE, 1, 60, 60, 0xff, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = make_header (cases[i].flags,
                                            cases[i].major,
                                            cases[i].whole,
                                            cases[i].size,
                                            cases[i].rest);
    g_autoptr (SgnInput) input = sgn_sample_open (bytes);
    g_autoptr (GError) error = NULL;

    g_assert_null (sgn_subject_open (input, &error));
    g_assert_nonnull (error);
    g_test_message ("%u: %s", i, error->message);
    g_assert_nonnull (strstr (error->message, cases[i].says));
  }
}

static void
test_one_signature (void)
{
  g_autoptr (GPtrArray) two = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (SgnInput) input = sgn_sample_open (sgn_sample_get_plain ("cab"));
  g_autoptr (SgnSubject) subject = sgn_subject_open (input, NULL);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (two, sgn_sample_signature (50));
  g_ptr_array_add (two, sgn_sample_signature (60));
  g_assert_null (sgn_subject_put_signatures (subject, two, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
}

int
main (int argc, char **argv)
{
  static GPtrArray *samples; /* the tests point into it */

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cab/refused", test_refused);
  samples = g_ptr_array_new ();
  sgn_samples_add_cab (samples);
  for (guint i = 0; i < samples->len; i++) {
    const SgnSample *sample = samples->pdata[i];
    g_autofree char *path = g_strconcat ("/cab/header/", sample->name, NULL);

    if (sample->signable)
      g_test_add_data_func (path, sample, test_header);
  }
  g_test_add_func ("/cab/unused-octets", test_unused_octets);
  g_test_add_func ("/cab/one-signature", test_one_signature);
  return g_test_run ();
}
