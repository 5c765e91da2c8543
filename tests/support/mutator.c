/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "tests/support/mutator.h"
#include "config.h"

#include <string.h>

#include "tests/support/der-tree.h"

/* More than this never goes without a word. */
#define MAX_SILENT_GROWTH 512
#define MAX_CHANGES       3

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
  return self;
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

static char *
judge (Mutator *self, GBytes *file, GBytes *signature, const char *what)
{
  g_autoptr (SgnReport) report = publisher_verify (self->publisher, file);
  gsize before = g_bytes_get_size (self->signatures->pdata[0]);
  gboolean is_noted = report->findings->len > 0;

  if (!is_accepted (report->verdict))
    return NULL;
  if (g_bytes_get_size (signature) > before + MAX_SILENT_GROWTH && !is_noted)
    return g_strdup_printf ("%s, grown without a word: %s",
                            sgn_verdict_to_id (report->verdict),
                            what);
  return g_strdup_printf ("%s%s: %s",
                          sgn_verdict_to_id (report->verdict),
                          is_noted ? " with a note" : "",
                          what);
}

char *
mutator_try (Mutator *self, GRand *random)
{
  GBytes *original = self->signatures->pdata[0];
  g_autoptr (DerNode) root = der_tree_parse (original);
  guint count = (guint) g_rand_int_range (random, 1, MAX_CHANGES + 1);
  g_autoptr (GString) what = g_string_new (self->sample->format);
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GBytes) file = NULL;

  g_assert_nonnull (root);
  for (guint i = 0; i < count; i++) {
    g_autofree char *done = der_tree_mutate (root, random);

    g_string_append_printf (what, "; %s", done);
  }
  signature = der_tree_encode (root);
  if (g_bytes_equal (signature, original))
    return NULL;
  file = put (self, signature);
  return file != NULL ? judge (self, file, signature, what->str) : NULL;
}
