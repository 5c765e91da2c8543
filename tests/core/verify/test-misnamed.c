/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-misnamed"

#include "config.h"

#include <string.h>

#include "tests/support/publisher.h"
#include "tests/support/samples.h"

/* A name that says another kind than the content, on signed files of every format: Windows opens
 * files by their names, and a signature says nothing of them. */

/* A name may make scripts and connections of these, or something else of those. */
static const char *const by_name[] = { "script", "rdp", "policy", "detached", NULL };

/* (transfer none), of @report; NULL: not misnamed. */
static const char *
get_misnamed (const SgnReport *report)
{
  const char *ending = NULL;

  for (guint i = 0; i < report->findings->len; i++) {
    const SgnFinding *finding = report->findings->pdata[i];

    if (finding->code != SGN_FINDING_MISNAMED)
      continue;
    g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_NOTE);
    g_assert_null (ending);
    ending = finding->detail;
    g_assert_nonnull (ending);
  }
  return ending;
}

/* NULL where the file is taken for another kind by this name. (transfer full) */
static SgnReport *
verify_as (Publisher *publisher, const char *format, GBytes *file, const char *name)
{
  SgnReport *report;

  publisher->file_name = name;
  report = publisher_verify (publisher, file);
  if (g_strcmp0 (report->format, format) == 0 && report->signatures->len > 0)
    return report;
  sgn_report_unref (report);
  return NULL;
}

static void
check_name (Publisher *publisher,
            const char *format,
            GBytes *file,
            const char *name,
            const char *expected)
{
  g_autoptr (SgnReport) report = verify_as (publisher, format, file, name);

  g_test_message ("%s", name);
  if (report == NULL)
    g_assert_true (g_strv_contains (by_name, format));
  else
    g_assert_cmpstr (get_misnamed (report), ==, expected);
}

static void
check_endings_of (Publisher *publisher, const SgnFormat *own, GBytes *file, const SgnFormat *other)
{
  static const char *const shared[] = { "app", "ax",  "bin", "drv", "mui", "p7",
                                        "p7b", "p7m", "p7s", "sig", NULL };

  for (gsize i = 0; other->extensions[i] != NULL; i++) {
    const char *ending = other->extensions[i];
    g_autofree char *name = g_strdup_printf ("setup.%s", ending);
    gboolean fits = g_strv_contains (own->extensions, ending) || g_strv_contains (shared, ending);

    check_name (publisher, own->id, file, name, fits ? NULL : ending);
  }
}

static void
test_sample (gconstpointer data)
{
  static const struct {
    const char *name;
    const char *expected;
  } names[] = {
    { "setup", NULL },
    { "setup.txt", NULL },
    { "setup.hta.old", NULL },
    { "setup.hta", "hta" },
    { "SETUP.HtMl", "html" },
    { "setup.exe.bat", "bat" },
    { "setup.lnk. .", "lnk" },
    { "invoice.pdf ", "pdf" },
    { "setup.chm", "chm" },
    { "setup.hta.", "hta" },
    { ".mht", "mht" },
    { "setup.", NULL },
    { "...", NULL },
    { "setup.h\xc3\xa4ta", NULL },
    { "", NULL },
  };
  const SgnSample *sample = data;
  const SgnFormat *own = sgn_format_from_id (sample->format);
  const SgnFormat *const *formats = sgn_format_get_all ();
  g_autoptr (Publisher) publisher = publisher_new_welcome ();
  g_autoptr (GBytes) file = NULL;

  publisher->file_name = sample->file_name;
  file = publisher_sign (publisher, sample->bytes);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    check_name (publisher, own->id, file, names[i].name, names[i].expected);
  for (guint i = 0; formats[i] != NULL; i++)
    check_endings_of (publisher, own, file, formats[i]);
}

/* Whoever trusts no signature is not told about names either. */
static void
test_unsigned (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (SgnReport) report = NULL;

  publisher->file_name = "setup.hta";
  report = publisher_verify (publisher, sgn_sample_get_plain ("pe"));
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNSIGNED);
  g_assert_null (get_misnamed (report));
}

/* The verdict stays. */
static void
test_verdict (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) file = publisher_sign (publisher, sgn_sample_get_plain ("cab"));

  publisher->file_name = "setup.hta";
  g_assert_cmpint (publisher_judge (publisher, file), ==, SGN_VERDICT_VALID);
}

static const SgnSample *
find_first (GPtrArray *samples, const char *format)
{
  guint i = 0;

  while (!((SgnSample *) samples->pdata[i])->signable ||
         !g_str_equal (((SgnSample *) samples->pdata[i])->format, format))
    i++;
  return samples->pdata[i];
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) samples = NULL;

  g_test_init (&argc, &argv, NULL);
  samples = sgn_samples_new ();
  for (guint i = 0; i < samples->len; i++) {
    const SgnSample *sample = samples->pdata[i];
    g_autofree char *path = g_strdup_printf ("/misnamed/%s", sample->format);

    /* One of each format. */
    if (sample->signable && sample->bytes == find_first (samples, sample->format)->bytes)
      g_test_add_data_func (path, sample, test_sample);
  }
  g_test_add_func ("/misnamed/unsigned", test_unsigned);
  g_test_add_func ("/misnamed/verdict", test_verdict);
  return g_test_run ();
}
