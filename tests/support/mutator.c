/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "tests/support/mutator.h"
#include "config.h"

#include <string.h>

#include "core/base/oid.h"
#include "core/format/subject.h"
#include "tests/support/der-tree.h"
#include "tests/support/stamp.h"

/* More than this never goes without a word. */
#define MAX_SILENT_GROWTH 512
#define MAX_CHANGES       3

/* With a timestamp where the format knows any. */
static void
stamp (Mutator *self, const SgnFormat *format)
{
  const gint64 times[] = { g_get_real_time () / G_USEC_PER_SEC - 60, 0 };
  gboolean is_authenticode = format->profile == SGN_PROFILE_AUTHENTICODE;
  g_autoptr (TestCert) tsa = test_tsa_new (self->publisher->root, "Stamper", NULL);
  GBytes *stamped;

  if ((format->caps & SGN_FORMAT_NO_TIMESTAMP) != 0)
    return;
  stamped = test_stamp_signature (self->signatures->pdata[0],
                                  is_authenticode ? SGN_OID_MS_RFC3161 : SGN_OID_TIMESTAMP_TOKEN,
                                  tsa,
                                  times);
  g_bytes_unref (self->signatures->pdata[0]);
  self->signatures->pdata[0] = stamped;
}

void
mutator_free (Mutator *self)
{
  g_bytes_unref (self->file);
  g_ptr_array_unref (self->signatures);
  publisher_free (self->publisher);
  g_free (self);
}

/* NULL where the format has no room for it. */
static GBytes *
put (Mutator *self, GBytes *signature)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (self->file);
  g_autoptr (GPtrArray) signatures = g_ptr_array_new ();
  g_autoptr (SgnSubject) subject = NULL;
  g_autoptr (SgnPatch) patch = NULL;
  g_autoptr (SgnInput) view = NULL;

  sgn_input_set_name (input, self->sample->file_name);
  g_ptr_array_add (signatures, signature);
  for (guint i = 1; i < self->signatures->len; i++)
    g_ptr_array_add (signatures, self->signatures->pdata[i]);
  subject = sgn_subject_open (input, NULL);
  patch = sgn_subject_put_signatures (subject, signatures, NULL);
  view = patch != NULL ? sgn_input_new_patched (input, patch, NULL) : NULL;
  return view != NULL ? sgn_sample_read (view) : NULL;
}

static gboolean
is_accepted (SgnVerdict verdict)
{
  return verdict == SGN_VERDICT_VALID || verdict == SGN_VERDICT_WEAK ||
         verdict == SGN_VERDICT_REVOCATION_UNKNOWN;
}

/* Else nothing that is found later would say anything. */
static void
check_good (Mutator *self)
{
  g_autoptr (GBytes) file = put (self, self->signatures->pdata[0]);
  g_autoptr (SgnReport) report = publisher_verify (self->publisher, file);

  g_assert_cmpstr (sgn_verdict_to_id (report->verdict), ==, "valid");
}

Mutator *
mutator_new (const SgnSample *sample)
{
  Mutator *self = g_new0 (Mutator, 1);
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (SgnSubject) subject = NULL;
  g_autoptr (GError) error = NULL;

  self->sample = sample;
  self->publisher = publisher_new_welcome ();
  self->publisher->file_name = sample->file_name;
  self->file = publisher_sign (self->publisher, sample->bytes);
  input = sgn_input_new_for_bytes (self->file);
  sgn_input_set_name (input, sample->file_name);
  subject = sgn_subject_open (input, &error);
  g_assert_no_error (error);
  self->signatures = subject->format->get_signatures (subject->self, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->signatures->len, >, 0);
  stamp (self, subject->format);
  check_good (self);
  return self;
}

/* What is not covered and does no harm, as SECURITY.md lists it: below SignedData the numbers of
 * versions, the list of digest algorithms, certificates and revocation lists, parameters of the
 * signer's algorithms and other numbers for the same ones, and all that comes after the signature
 * value. */
static gboolean
is_harmless (const char *change)
{
  static const char places[] = "30\\.0/(a0\\.1/30\\.0/)?"
                               "(02\\.0|31\\.1(/.*)?|a0\\.3(/.*)?|a1\\.[34](/.*)?|"
                               "31\\.[345]/30\\.0/(02\\.0|30\\.[24](/.*)?|a1\\..(/.*)?))$";

  return g_regex_match_simple (places, strrchr (change, ' ') + 1, G_REGEX_ANCHORED, 0);
}

static gboolean
are_harmless (char **changes)
{
  for (guint i = 0; changes[i] != NULL; i++)
    if (!is_harmless (changes[i]))
      return FALSE;
  return TRUE;
}

static char *
judge (Mutator *self, GBytes *file, GBytes *signature, char **changes)
{
  g_autoptr (SgnReport) report = publisher_verify (self->publisher, file);
  gsize before = g_bytes_get_size (self->signatures->pdata[0]);
  gboolean has_grown = g_bytes_get_size (signature) > before + MAX_SILENT_GROWTH;
  g_autofree char *text = NULL;

  if (!is_accepted (report->verdict))
    return NULL;
  if (are_harmless (changes) && (!has_grown || report->findings->len > 0))
    return NULL;
  text = g_strjoinv ("; ", changes);
  return g_strdup_printf ("%s %s is %s%s: %s",
                          self->sample->format,
                          self->sample->name,
                          sgn_verdict_to_id (report->verdict),
                          has_grown ? " and has grown" : "",
                          text);
}

/* One change that is one: moving and copying may lead to the same octets. (transfer full) */
static char *
mutate_once (DerNode *root, GRand *random)
{
  g_autoptr (GBytes) before = der_tree_encode (root);

  for (;;) {
    g_autofree char *change = der_tree_mutate (root, random);
    g_autoptr (GBytes) after = der_tree_encode (root);

    if (!g_bytes_equal (before, after))
      return g_steal_pointer (&change);
  }
}

/* What was done, NULL-terminated. (transfer full) */
static char **
mutate (DerNode *root, GRand *random)
{
  guint count = (guint) g_rand_int_range (random, 1, MAX_CHANGES + 1);
  char **changes = g_new0 (char *, count + 1);

  for (guint i = 0; i < count; i++)
    changes[i] = mutate_once (root, random);
  return changes;
}

char *
mutator_try (Mutator *self, GRand *random)
{
  GBytes *original = self->signatures->pdata[0];
  g_autoptr (DerNode) root = der_tree_parse (original);
  g_auto (GStrv) changes = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GBytes) file = NULL;

  g_assert_nonnull (root);
  changes = mutate (root, random);
  signature = der_tree_encode (root);
  if (g_bytes_equal (signature, original))
    return NULL;
  file = put (self, signature);
  return file != NULL ? judge (self, file, signature, changes) : NULL;
}
