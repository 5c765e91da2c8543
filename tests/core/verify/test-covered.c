/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/archive/zip/reader.h"
#include "core/cms/signed-data.h"
#include "core/format/subject.h"
#include "tests/support/publisher.h"
#include "tests/support/samples.h"

/* Each byte of a signed file is changed, also those of its signature, and where the verdict stays,
 * it is known: nobody reads these bytes, or they say nothing. */

#define CHANGE     0x15
#define MAX_RANGES 64

/* Changes of a sample: a larger one is changed in steps, each byte in a thorough run (-m slow). */
#ifdef __SANITIZE_ADDRESS__
#define MAX_CHANGES 300
#else
#define MAX_CHANGES 2500
#endif

#define MAX_INFLATED 1000000

/* The end is not part of a range. */
typedef struct {
  const char *mark; /* counted from wherever this stands in the file; NULL: from its beginning */
  gssize from;
  gssize to;
} Range;

typedef struct {
  const char *format;
  const char *sample;
  gboolean packed; /* nobody can change the signature in its place: an archive has its checksum */
  Range free[MAX_RANGES]; /* up to the first that is empty */
} Covered;

/* What is free in every signature (below ContentInfo, or in SignedData that stands alone): its
 * version and the list of digest algorithms, which a note compares with the signer's; the version
 * of SignerInfo, and the parameters of its two algorithms, NULL with all methods but PSS. */
#define FREE_FIELDS                                                                                \
  "^30\\.0/(a0\\.1/30\\.0/)?"                                                                      \
  "(02\\.0|31\\.1/.*|31\\.[34]/30\\.0/(02\\.0|30\\.[24]/05\\.1))$"

/* What archives say of their entries: the versions that made and can read them, times, attributes;
 * and the length of a comment that is not there. */
#define ZIP_FREE                                                                                   \
  { "PK\3\4", 4, 6 }, { "PK\3\4", 10, 14 }, { "PK\1\2", 4, 8 }, { "PK\1\2", 12, 16 },              \
      { "PK\1\2", 36, 42 },                                                                        \
  {                                                                                                \
    "PK\5\6", 20, 22                                                                               \
  }

/* The same of one entry, counted from its name. */
#define ENTRY_FREE(name)                                                                           \
  { name, -26, -24 }, { name, -20, -16 }, { name, -42, -38 }, { name, -34, -30 }, { name, -10, -4 }

/* Of a compound file: in its header the class, the minor version, what is reserved and counts of
 * what is not there; in the directory colors, links that lead nowhere, the upper half of sizes,
 * the rest of names, times of what has none, unused entries; free sectors, and the slack behind the
 * ends of streams and chains. Nearly all of it is told as a note. */
#define CFB_FREE                                                                                   \
  { NULL, 8, 26 }, { NULL, 34, 44 }, { NULL, 52, 56 }, { NULL, 64, 76 }, { NULL, 80, 516 },        \
      { NULL, 544, 1090 }, { NULL, 1091, 1100 }, { NULL, 1124, 1140 }, { NULL, 1144, 1145 },       \
      { NULL, 1148, 1152 }, { NULL, 1156, 1216 }, { NULL, 1219, 1220 }, { NULL, 1228, 1248 },      \
      { NULL, 1276, 1280 }, { NULL, 1286, 1344 }, { NULL, 1347, 1348 }, { NULL, 1356, 1376 },      \
      { NULL, 1404, 1408 }, { NULL, 1424, 1472 }, { NULL, 1475, 1476 }, { NULL, 1524, 1536 },      \
      { NULL, 1548, 1600 }, { NULL, 1603, 1604 }, { NULL, 1612, 1632 }, { NULL, 1660, 1664 },      \
      { NULL, 1708, 1728 }, { NULL, 1731, 1732 }, { NULL, 1740, 1780 }, { NULL, 1788, 1792 },      \
      { NULL, 1826, 1856 }, { NULL, 1859, 1860 }, { NULL, 1868, 1908 }, { NULL, 1912, 1913 },      \
      { NULL, 1916, 2048 }, { NULL, 2060, 2076 }, { NULL, 2148, 2560 }, { NULL, 2760, 2816 },      \
      { NULL, 2836, 2880 }, { NULL, 2913, 2944 }, { NULL, 2976, 3008 },                            \
  {                                                                                                \
    NULL, 4196, 4608                                                                               \
  }

static const Covered table[] = {
  /* The checksum of the header, a note where it is wrong; the revision of the entry in the table.
   */
  { "pe", "folded", FALSE, { { NULL, 92, 96 }, { NULL, 1028, 1030 } } },
  /* A checksum that nobody compares, and the index in the set. */
  { "cab", "plain", FALSE, { { NULL, 4, 8 }, { NULL, 34, 36 } } },
  { "msi", "transform", FALSE, { CFB_FREE } },
  /* The version of the signature's fields. */
  { "wim", "no-data", FALSE, { { NULL, 0xb8, 0xbc } } },
  { "cat", "empty", FALSE, { { 0 } } },
  { "navx", "plain", FALSE, { { 0 } } },
  { "navx", "runtime", FALSE, { { 0 } } },
  { "jar", "empty-manifest", TRUE, { ZIP_FREE } },
  { "msix", "sha384", TRUE, { ENTRY_FREE ("AppxSignature.p7x") } },
  { "nuget", "plain", TRUE, { ENTRY_FREE (".signature.p7s") } },
  { "rdp", "with-alternate", FALSE, { { 0 } } },
  { "rdp", "utf16", FALSE, { { 0 } } },
  { "script", "ps1", FALSE, { { 0 } } },
  { "script", "js", FALSE, { { 0 } } },
  { "script", "vbs", FALSE, { { 0 } } },
  { "script", "wsf", FALSE, { { 0 } } },
  { "policy", "empty", FALSE, { { 0 } } },
};

typedef struct {
  const Covered *covered;
  Publisher *publisher;
  GBytes *file;
  GBytes *signature;
  guint hits[MAX_RANGES];
} Fixture;

static GBytes *
change (GBytes *bytes, gsize at)
{
  gsize size;
  const guint8 *clean = g_bytes_get_data (bytes, &size);
  guint8 *data = g_memdup2 (clean, size);

  data[at] ^= CHANGE;
  return g_bytes_new_take (data, size);
}

static gsize
get_step (gsize size)
{
  return g_test_slow () ? 1 : size / MAX_CHANGES + 1;
}

static gboolean
is_at (const Range *range, GBytes *file, gsize at)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  if (range->mark == NULL)
    return at >= (gsize) range->from && at < (gsize) range->to;
  for (gssize offset = range->from; offset < range->to; offset++) {
    gsize mark = at - (gsize) offset; /* far beyond the end where it would begin before the file */

    if (mark < size && size - mark >= strlen (range->mark) &&
        memcmp (&data[mark], range->mark, strlen (range->mark)) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
take_free (Fixture *self, gsize at)
{
  const Range *ranges = self->covered->free;

  for (guint i = 0; i < MAX_RANGES && ranges[i].from != ranges[i].to; i++) {
    if (!is_at (&ranges[i], self->file, at))
      continue;
    self->hits[i]++;
    return TRUE;
  }
  return FALSE;
}

/* The tags from the outermost element to that of the byte, with the number among their siblings. */
static char *
get_field (GBytes *signature, gsize at)
{
  g_autoptr (GString) field = g_string_new (NULL);
  SgnDer der = sgn_der_from_bytes (signature);
  const guint8 *byte = &der.data[at];
  SgnDerElement element = { 0 };

  do {
    guint index = 0;

    while (sgn_der_next (&der, &element, NULL) && byte >= &element.whole.data[element.whole.size])
      index++;
    g_string_append_printf (field, "%s%02x.%u", field->len > 0 ? "/" : "", element.tag, index);
    der = element.content;
  } while ((element.tag & 0x20) != 0 && byte >= der.data);
  return g_string_free (g_steal_pointer (&field), FALSE);
}

static void
check_field (GBytes *signature, gsize at)
{
  g_autofree char *field = get_field (signature, at);

  if (!g_regex_match_simple (FREE_FIELDS, field, 0, 0))
    g_error ("byte %" G_GSIZE_FORMAT " of the signature, in %s", at, field);
}

/* Text that holds a signature has parts of two bytes in one character. */
static void
check_fields (GBytes *signature, GBytes *changed)
{
  gsize size;
  const guint8 *before = g_bytes_get_data (signature, &size);
  const guint8 *after = g_bytes_get_data (changed, NULL);

  g_assert_cmpuint (g_bytes_get_size (changed), ==, size);
  for (gsize at = 0; at < size; at++)
    if (before[at] != after[at])
      check_field (signature, at);
}

static GBytes *
read_signature (Fixture *self, GBytes *file)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnSubject) subject = NULL;
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (GError) error = NULL;

  sgn_input_set_name (input, self->publisher->file_name);
  subject = sgn_subject_open (input, &error);
  g_assert_no_error (error);
  signatures = subject->format->get_signatures (subject->self, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (signatures->len, ==, 1);
  return g_bytes_ref (signatures->pdata[0]);
}

static const SgnSample *
find_sample (const GPtrArray *samples, const Covered *covered)
{
  for (guint i = 0; i < samples->len; i++) {
    const SgnSample *sample = samples->pdata[i];

    if (g_str_equal (sample->format, covered->format) &&
        g_str_equal (sample->name, covered->sample))
      return sample;
  }
  g_assert_not_reached ();
}

static gboolean
is_valid (Fixture *self, GBytes *file)
{
  return publisher_judge (self->publisher, file) == SGN_VERDICT_VALID;
}

static GBytes *
inflate_at (GBytes *file, gsize at)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnZip) zip = sgn_zip_open (input, NULL);

  for (guint i = 0; zip != NULL && i < zip->entries->len; i++) {
    const SgnZipEntry *entry = zip->entries->pdata[i];

    if (entry->method == SGN_ZIP_DEFLATE && at >= entry->data_offset &&
        at - entry->data_offset < entry->compressed)
      return sgn_zip_read (zip, entry, MAX_INFLATED, NULL);
  }
  return NULL;
}

/* DEFLATE can say one thing in several ways: a match at another distance, where the bytes are the
 * same (RFC 1951, 3.2.3), says what the one before said. */
static gboolean
inflates_equally (Fixture *self, GBytes *changed, gsize at)
{
  g_autoptr (GBytes) before = self->covered->packed ? inflate_at (self->file, at) : NULL;
  g_autoptr (GBytes) after = before != NULL ? inflate_at (changed, at) : NULL;

  return after != NULL && g_bytes_equal (before, after);
}

static void
check_byte (Fixture *self, gsize at)
{
  g_autoptr (GBytes) changed = change (self->file, at);
  g_autoptr (GBytes) signature = NULL;

  if (!is_valid (self, changed))
    return;
  signature = read_signature (self, changed);
  if (!g_bytes_equal (signature, self->signature))
    check_fields (self->signature, signature);
  else if (!take_free (self, at) && !inflates_equally (self, changed, at))
    g_error ("byte %" G_GSIZE_FORMAT, at);
}

/* Nothing stands in the list that is covered by now. */
static void
check_hits (Fixture *self)
{
  const Range *ranges = self->covered->free;

  for (guint i = 0; i < MAX_RANGES && ranges[i].from != ranges[i].to; i++)
    if (self->hits[i] == 0)
      g_error ("range %u: %" G_GSSIZE_FORMAT, i, ranges[i].from);
}

/* With whatever the container needs to hold it. */
static void
check_signature_byte (Fixture *self, gsize at)
{
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) file = NULL;

  g_ptr_array_add (signatures, change (self->signature, at));
  file = sgn_sample_put (self->file, signatures);
  if (is_valid (self, file))
    check_field (self->signature, at);
}

static void
test_sample (gconstpointer data)
{
  Fixture self = { .covered = data };
  g_autoptr (GPtrArray) samples = sgn_samples_new ();
  const SgnSample *sample = find_sample (samples, data);
  g_autoptr (Publisher) publisher = publisher_new_welcome ();
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) signature = NULL;
  gsize size;

  self.publisher = publisher;
  publisher->file_name = sample->file_name;
  sgn_samples_set_file_name (sample->file_name);
  self.file = file = publisher_sign (publisher, sample->bytes);
  self.signature = signature = read_signature (&self, file);
  g_assert_true (is_valid (&self, file));
  size = g_bytes_get_size (file);
  for (gsize at = 0; at < size; at += get_step (size))
    check_byte (&self, at);
  if (get_step (size) == 1)
    check_hits (&self);
  size = self.covered->packed ? g_bytes_get_size (signature) : 0;
  for (gsize at = 0; at < size; at += get_step (g_bytes_get_size (file)))
    check_signature_byte (&self, at);
}

/* The signature is a file of its own, and what it signs stands beside it. */
static void
test_detached (gconstpointer data)
{
  g_autoptr (Publisher) publisher = publisher_new_welcome ();
  g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);
  g_autoptr (GFile) content = publisher_add_file (publisher, "a.txt", text);
  g_autoptr (SgnOutcome) outcome = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  publisher->request->message = (SgnMessageForm) GPOINTER_TO_INT (data);
  outcome = sgn_sign_file (content, publisher->request, NULL, NULL, &error);
  g_assert_no_error (error);
  signature = publisher_load (outcome->output);
  size = g_bytes_get_size (signature);
  for (gsize at = 0; at < size; at += get_step (size)) {
    const SgnVerifyOptions options = { .anchors = publisher->anchors, .content = content };
    g_autoptr (GBytes) changed = change (signature, at);
    g_autoptr (GFile) file = publisher_add_file (publisher, "a.txt.p7s", changed);
    g_autoptr (SgnReport) report = sgn_verify_file (file, &options, NULL, NULL, NULL, &error);

    g_assert_no_error (error);
    if (report->verdict == SGN_VERDICT_VALID)
      check_field (signature, at);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *path = g_strdup_printf ("/covered/%s/%s", table[i].format, table[i].sample);

    g_test_add_data_func (path, &table[i], test_sample);
  }
#define ADD(name, form)                                                                            \
  g_test_add_data_func ("/covered/detached/" name, GINT_TO_POINTER (form), test_detached)
  ADD ("pkcs7", SGN_MESSAGE_DETACHED);
  ADD ("bare", SGN_MESSAGE_BARE);
  ADD ("embedded", SGN_MESSAGE_EMBEDDED);
  return g_test_run ();
}
