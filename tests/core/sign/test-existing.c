/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-existing"

#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/sign/existing.h"
#include "tests/support/publisher.h"
#include "tests/support/samples.h"
#include "tests/support/stamp.h"

/* What becomes of a file that is signed already. */

typedef enum { REFUSED, KEPT, NEXT_TO, IN_PLACE } Fate;

typedef struct {
  Publisher *publisher; /* who signs now */
  Publisher *other;     /* signed before, trusted by nobody */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->publisher = publisher_new ();
  self->other = publisher_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  publisher_free (self->other);
  publisher_free (self->publisher);
}

static void
trust_other (Fixture *self)
{
  sgn_anchors_add (self->publisher->anchors, self->other->root->certificate);
}

static void
distrust_all (Fixture *self)
{
  g_clear_pointer (&self->publisher->request->anchors, sgn_anchors_unref);
  self->publisher->request->anchors = sgn_anchors_new ();
}

static void
want_timestamp (Fixture *self)
{
  g_ptr_array_add (self->publisher->request->timestamp_servers,
                   sgn_timestamp_server_new ("test", "Test", "http://127.0.0.1/", 0));
}

static GBytes *
get_signature (GBytes *file)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnSubject) subject = sgn_subject_open (input, NULL);
  g_autoptr (GPtrArray) signatures = subject->format->get_signatures (subject->self, NULL);

  g_assert_cmpuint (signatures->len, ==, 1);
  return g_bytes_ref (signatures->pdata[0]);
}

static GBytes *
put_signature (GBytes *file, GBytes *signature)
{
  g_autoptr (GPtrArray) signatures = g_ptr_array_new ();

  g_ptr_array_add (signatures, signature);
  return sgn_sample_put (file, signatures);
}

static GBytes *
stamp (Publisher *signer, GBytes *file)
{
  g_autoptr (TestCert) tsa = test_tsa_new (signer->root, "Stamper", NULL);
  const gint64 times[] = { g_get_real_time () / G_USEC_PER_SEC, 0 };
  g_autoptr (GBytes) signature = get_signature (file);
  g_autoptr (GBytes) stamped = test_stamp_signature (signature, SGN_OID_MS_RFC3161, tsa, times);

  return put_signature (file, stamped);
}

/* With something in the signature that it does not cover. */
static GBytes *
add_uncovered (GBytes *file)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) signature = get_signature (file);
  g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (signature, NULL);
  g_autoptr (GBytes) changed = NULL;

  g_ptr_array_add (values, g_bytes_new_static ("\x04\x04more", 6));
  changed = sgn_cms_set_unsigned (parsed, "1.2.3.4", values);
  return put_signature (file, changed);
}

static GBytes *
damage (GBytes *file, gsize offset)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (file, &size);
  guint8 *copy = g_memdup2 (data, size);

  copy[offset] ^= 1;
  return g_bytes_new_take (copy, size);
}

static Fate
ask_about (Fixture *self, GBytes *file, SgnExisting existing, gboolean inside)
{
  g_auto (SgnSigning) signing = { .request = self->publisher->request, .inside = inside };
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnReport) keep = NULL;
  g_autoptr (GError) error = NULL;

  self->publisher->request->existing = existing;
  sgn_input_set_name (input, self->publisher->file_name);
  g_assert_true (sgn_signing_take (&signing, sgn_subject_open (input, &error), &error));
  if (!sgn_signing_check_existing (&signing, "file", &keep, NULL, &error)) {
    g_assert_error (error, SGN_ERROR, SGN_ERROR_ALREADY_SIGNED);
    g_assert_true (keep == NULL && signing.before == NULL);
    return REFUSED;
  }
  g_assert_true (keep == NULL || signing.before == NULL);
  if (keep != NULL)
    return KEPT;
  return signing.before != NULL ? NEXT_TO : IN_PLACE;
}

static Fate
ask (Fixture *self, GBytes *file)
{
  return ask_about (self, file, SGN_EXISTING_SKIP_VALID, FALSE);
}

/* There is nothing to be decided. */
static void
test_unsigned (Fixture *self, gconstpointer data)
{
  GBytes *plain = sgn_sample_get_plain ("pe");

  for (SgnExisting existing = SGN_EXISTING_SKIP_VALID; existing <= SGN_EXISTING_REFUSE; existing++)
    g_assert_cmpint (ask_about (self, plain, existing, FALSE), ==, IN_PLACE);
}

static void
test_signed (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) file = publisher_sign (self->publisher, sgn_sample_get_plain ("pe"));

  g_assert_cmpint (ask_about (self, file, SGN_EXISTING_SKIP_VALID, FALSE), ==, KEPT);
  g_assert_cmpint (ask_about (self, file, SGN_EXISTING_REPLACE, FALSE), ==, IN_PLACE);
  g_assert_cmpint (ask_about (self, file, SGN_EXISTING_APPEND, FALSE), ==, NEXT_TO);
  g_assert_cmpint (ask_about (self, file, SGN_EXISTING_REFUSE, FALSE), ==, REFUSED);
}

/* A changed file and an unreadable signature: only who asks to replace it gets a new one. */
static void
test_broken (Fixture *self, gconstpointer data)
{
  GBytes *plain = sgn_sample_get_plain ("pe");
  g_autoptr (GBytes) file = publisher_sign (self->publisher, plain);
  g_autoptr (GBytes) changed = damage (file, g_bytes_get_size (plain) - 1);
  g_autoptr (GBytes) garbage = g_bytes_new_static ("\x30\x00", 2);
  g_autoptr (GBytes) unreadable = put_signature (plain, garbage);
  GBytes *const broken[] = { changed, unreadable };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_assert_cmpint (ask_about (self, broken[i], SGN_EXISTING_SKIP_VALID, FALSE), ==, REFUSED);
    g_assert_cmpint (ask_about (self, broken[i], SGN_EXISTING_SKIP_VALID, TRUE), ==, REFUSED);
    g_assert_cmpint (ask_about (self, broken[i], SGN_EXISTING_APPEND, FALSE), ==, REFUSED);
    g_assert_cmpint (ask_about (self, broken[i], SGN_EXISTING_REPLACE, FALSE), ==, IN_PLACE);
  }
}

/* Of others, what Windows accepts is kept, and nothing is lost; inside of other files all is kept
 * that is intact. */
static void
test_by_other (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) file = publisher_sign (self->other, sgn_sample_get_plain ("pe"));

  g_assert_cmpint (ask (self, file), ==, REFUSED);
  g_assert_cmpint (ask_about (self, file, SGN_EXISTING_SKIP_VALID, TRUE), ==, KEPT);
  trust_other (self);
  g_assert_cmpint (ask (self, file), ==, KEPT);
}

/* One's own certificate may be trusted elsewhere, but not if somebody else signed as well. */
static void
test_own_untrusted (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) file = publisher_sign (self->publisher, sgn_sample_get_plain ("pe"));
  g_autoptr (GBytes) both = NULL;

  self->other->request->existing = SGN_EXISTING_APPEND;
  both = publisher_sign (self->other, file);
  distrust_all (self);
  g_assert_cmpint (ask (self, file), ==, KEPT);
  g_assert_cmpint (ask (self, both), ==, REFUSED);
}

/* One's own weak signature is made anew, but not where something was added to it. */
static void
test_own_bad (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) weak = NULL;
  g_autoptr (GBytes) strong = publisher_sign (self->publisher, sgn_sample_get_plain ("pe"));
  g_autoptr (GBytes) added = add_uncovered (strong);
  g_autoptr (GBytes) other = NULL;

  self->publisher->request->hash = SGN_HASH_SHA1;
  weak = publisher_sign (self->publisher, sgn_sample_get_plain ("pe"));
  g_assert_cmpint (publisher_judge (self->publisher, weak), ==, SGN_VERDICT_WEAK);
  g_assert_cmpint (publisher_judge (self->publisher, added), ==, SGN_VERDICT_ADDED);
  g_assert_cmpint (ask (self, weak), ==, IN_PLACE);
  g_assert_cmpint (ask (self, added), ==, REFUSED);
  trust_other (self);
  self->other->request->hash = SGN_HASH_SHA1;
  other = publisher_sign (self->other, sgn_sample_get_plain ("pe"));
  g_assert_cmpint (ask (self, other), ==, REFUSED);
}

/* One's own signature gets the timestamp that it lacks, even where it could do without. */
static void
test_own_timestamp (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) file = publisher_sign (self->publisher, sgn_sample_get_plain ("pe"));
  g_autoptr (GBytes) stamped = stamp (self->publisher, file);
  g_autoptr (GBytes) unproven = stamp (self->other, file);

  want_timestamp (self);
  for (guint i = 0; i < 2; i++) {
    self->publisher->request->timestamp_optional = i == 1;
    g_assert_cmpint (ask (self, file), ==, IN_PLACE);
    g_assert_cmpint (ask (self, unproven), ==, IN_PLACE);
    g_assert_cmpint (ask (self, stamped), ==, KEPT);
  }
}

/* That of another cannot be made anew. */
static void
test_other_timestamp (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) file = publisher_sign (self->other, sgn_sample_get_plain ("pe"));
  g_autoptr (GBytes) stamped = stamp (self->other, file);

  trust_other (self);
  want_timestamp (self);
  g_assert_cmpint (ask (self, file), ==, REFUSED);
  g_assert_cmpint (ask (self, stamped), ==, KEPT);
  self->publisher->request->timestamp_optional = TRUE;
  g_assert_cmpint (ask (self, file), ==, KEPT);
}

/* Nobody would read the timestamp of such a file. */
static void
test_no_timestamp (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) file = NULL;

  self->publisher->file_name = sgn_sample_get_first ("rdp")->file_name;
  file = publisher_sign (self->publisher, sgn_sample_get_plain ("rdp"));
  want_timestamp (self);
  g_assert_cmpint (ask (self, file), ==, KEPT);
}

/* The error names who signed it and what is missing. */
static void
test_reason (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) file = publisher_sign (self->other, sgn_sample_get_plain ("pe"));
  g_auto (SgnSigning) signing = { .request = self->publisher->request };
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnReport) keep = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_signing_take (&signing, sgn_subject_open (input, &error), &error));
  g_assert_false (sgn_signing_check_existing (&signing, "file", &keep, NULL, &error));
  g_assert_nonnull (strstr (error->message, "Example"));
  g_assert_nonnull (strstr (error->message, sgn_verdict_to_id (SGN_VERDICT_UNTRUSTED)));
  g_clear_error (&error);
  trust_other (self);
  want_timestamp (self);
  g_assert_false (sgn_signing_check_existing (&signing, "file", &keep, NULL, &error));
  g_assert_nonnull (strstr (error->message, "timestamp"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/existing/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("unsigned", test_unsigned);
  ADD ("signed", test_signed);
  ADD ("broken", test_broken);
  ADD ("by-other", test_by_other);
  ADD ("own-untrusted", test_own_untrusted);
  ADD ("own-bad", test_own_bad);
  ADD ("own-timestamp", test_own_timestamp);
  ADD ("other-timestamp", test_other_timestamp);
  ADD ("no-timestamp", test_no_timestamp);
  ADD ("reason", test_reason);
  return g_test_run ();
}
