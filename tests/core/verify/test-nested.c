/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/format/subject.h"
#include "tests/support/publisher.h"
#include "tests/support/samples.h"

/* Signatures in a signature: how many are read, how deep, and what is said of the others. */

typedef struct {
  Publisher *publisher;
  GBytes *signature; /* of the program */
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) file = NULL;
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (SgnSubject) subject = NULL;
  g_autoptr (GPtrArray) signatures = NULL;

  f->publisher = publisher_new ();
  file = publisher_sign (f->publisher, sgn_sample_get_plain ("pe"));
  input = sgn_input_new_for_bytes (file);
  subject = sgn_subject_open (input, NULL);
  signatures = subject->format->get_signatures (subject->self, NULL);
  f->signature = g_bytes_ref (signatures->pdata[0]);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_bytes_unref (f->signature);
  publisher_free (f->publisher);
}

/* The program's signature with these nested in it. (transfer full) */
static GBytes *
nest (Fixture *f, GPtrArray *nested)
{
  g_autoptr (SgnSignedData) outer = sgn_signed_data_parse (f->signature, NULL);

  return sgn_cms_set_unsigned (outer, SGN_OID_SPC_NESTED, nested);
}

/* The same with this one, which is consumed. */
static GBytes *
nest_one (Fixture *f, GBytes *nested)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_ptr_array_add (all, nested);
  return nest (f, all);
}

static SgnReport *
verify (Fixture *f, GBytes *signature)
{
  g_autoptr (GPtrArray) signatures = g_ptr_array_new ();
  g_autoptr (GBytes) file = NULL;

  g_ptr_array_add (signatures, signature);
  file = sgn_sample_put (sgn_sample_get_plain ("pe"), signatures);
  return publisher_verify (f->publisher, file);
}

/* What is said of nested ones that were not read, and in which signature they are. */
static void
assert_broken (const SgnReport *report, guint n, SgnSeverity severity, guint signature)
{
  guint found = 0;

  for (guint i = 0; i < report->findings->len; i++) {
    const SgnFinding *finding = report->findings->pdata[i];

    if (finding->code != SGN_FINDING_NESTED_BROKEN)
      continue;
    g_assert_cmpint (finding->severity, ==, severity);
    g_assert_cmpuint (finding->signature, ==, signature);
    found++;
  }
  g_assert_cmpuint (found, ==, n);
}

/* Eight in one another; what is deeper is data that nobody looked at. */
static void
test_depth (Fixture *f, gconstpointer unused)
{
  for (guint depth = 7; depth <= 8; depth++) {
    g_autoptr (GBytes) nested = g_bytes_ref (f->signature);
    g_autoptr (SgnReport) report = NULL;

    for (guint i = 0; i < depth; i++)
      nested = nest_one (f, nested);
    report = verify (f, nested);
    g_assert_cmpuint (report->signatures->len, ==, 8);
    for (guint i = 0; i < report->signatures->len; i++)
      g_assert_cmpuint (((SgnSignatureReport *) report->signatures->pdata[i])->nested, ==, i);
    assert_broken (report, depth - 7, SGN_SEVERITY_ADDED, 8);
    g_assert_cmpint (report->verdict, ==, depth == 7 ? SGN_VERDICT_VALID : SGN_VERDICT_ADDED);
  }
}

/* Thirty-two in all. */
static void
test_number (Fixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) nested = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < 31; i++)
    g_ptr_array_add (nested, g_bytes_ref (f->signature));
  for (guint more = 0; more < 2; more++) {
    g_autoptr (GBytes) signature = nest (f, nested);
    g_autoptr (SgnReport) report = verify (f, signature);

    g_assert_cmpuint (report->signatures->len, ==, 32);
    assert_broken (report, more, SGN_SEVERITY_ADDED, 1);
    g_assert_cmpint (report->verdict, ==, more == 0 ? SGN_VERDICT_VALID : SGN_VERDICT_ADDED);
    g_ptr_array_add (nested, g_bytes_ref (f->signature));
  }
}

/* One that cannot be read is no signature, and the one around it is read all the same. */
static void
test_unreadable (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) signature = nest_one (f, sgn_sample_signature (100));
  g_autoptr (SgnReport) report = verify (f, signature);

  g_assert_cmpuint (report->signatures->len, ==, 1);
  assert_broken (report, 1, SGN_SEVERITY_NOTE, 1);
}

#define ADD(name, function) g_test_add ("/nested/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("depth", test_depth);
  ADD ("number", test_number);
  ADD ("unreadable", test_unreadable);
  return g_test_run ();
}
