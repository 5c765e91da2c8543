/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/base/error.h"
#include "core/format/format.h"
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
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cab/unused-octets", test_unused_octets);
  g_test_add_func ("/cab/one-signature", test_one_signature);
  return g_test_run ();
}
