/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include <string.h>

#include "core/base/finding.h"

typedef struct {
  const char *bytes;
  gsize size;
  SgnUncovered expected;
} Known;

#define KNOWN(bytes, kind)                                                                         \
  {                                                                                                \
    bytes, sizeof bytes - 1, SGN_UNCOVERED_##kind                                                  \
  }

static const Known known[] = {
  KNOWN ("", NOTHING),
  KNOWN ("\0\0\0\0\0\0\0\0\0", NOTHING),
  KNOWN ("\x01", UNKNOWN),
  KNOWN ("PK\x05\x06\0\0\0\0", ARCHIVE),
  KNOWN ("garbage PK\x03\x04 and more", ARCHIVE),
  KNOWN ("PE\0\0\x64\x86\x01\0", PROGRAM),
  KNOWN ("\x7f"
         "ELF\x02\x01\x01",
         PROGRAM),
  KNOWN ("\xca\xfe\xba\xbe\0\0\0\x34", PROGRAM),
  KNOWN ("MSCF\0\0\0\0", CABINET),
  KNOWN ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", COMPOUND),
  KNOWN ("x <ScRiPt src=//a.example>", SCRIPT),
  KNOWN ("<\0H\0T\0M\0L\0", SCRIPT),
  KNOWN ("%PDF-1.7", DOCUMENT),
  KNOWN ("7z\xbc\xaf\x27\x1c\0\x04", COMPRESSED),
  KNOWN ("first\nsecond", TEXT),
  KNOWN ("\r\ncalc.exe\r\n", TEXT),
  KNOWN ("campaign=4711&lang=de\n", LABEL),
  KNOWN ("Gact2.0Omaha\0\x1a"
         "brand=ABCD&needsadmin=true\0\0\0\0",
         LABEL),
  KNOWN ("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", SIGNATURE),
  KNOWN ("\x01\x02\x03\xff", UNKNOWN),
  /* The worst is told. */
  KNOWN ("%PDF-1.7 PK\x05\x06 <html", ARCHIVE),
};

static void
test_known (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_cmpint (sgn_uncovered_judge ((const guint8 *) known[i].bytes, known[i].size),
                     ==,
                     known[i].expected);
}

/* Wherever it is, and in whatever pieces it comes. */
static void
test_pieces (void)
{
  guint8 buffer[100] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    for (gsize cut = 0; cut < sizeof buffer; cut++) {
      SgnUncoveredLook look;

      memset (buffer, 0, sizeof buffer);
      memcpy (&buffer[sizeof buffer - known[i].size], known[i].bytes, known[i].size);
      sgn_uncovered_init (&look);
      sgn_uncovered_update (&look, buffer, cut);
      sgn_uncovered_update (&look, &buffer[cut], sizeof buffer - cut);
      g_assert_cmpint (sgn_uncovered_finish (&look), ==, known[i].expected);
    }
}

static SgnUncovered
judge_filled (guint8 byte, gsize size)
{
  g_autofree guint8 *data = g_malloc (size);

  memset (data, byte, size);
  return sgn_uncovered_judge (data, size);
}

static void
test_limits (void)
{
  g_assert_cmpint (judge_filled (0x81, SGN_UNCOVERED_LARGE_SIZE), ==, SGN_UNCOVERED_UNKNOWN);
  g_assert_cmpint (judge_filled (0x81, SGN_UNCOVERED_LARGE_SIZE + 1), ==, SGN_UNCOVERED_LARGE);
  g_assert_cmpint (judge_filled ('x', SGN_UNCOVERED_LABEL_SIZE), ==, SGN_UNCOVERED_LABEL);
  g_assert_cmpint (judge_filled ('x', SGN_UNCOVERED_LABEL_SIZE + 1), ==, SGN_UNCOVERED_LARGE);
  g_assert_cmpint (judge_filled (0, 1 << 20), ==, SGN_UNCOVERED_NOTHING);
}

static void
test_label (void)
{
  static const guint8 label[] = "Gact2.0Omaha\0\x05tag=1\0\0\0";
  g_autofree char *text = sgn_uncovered_get_label (label, sizeof label);

  g_assert_cmpstr (text, ==, "Gact2.0Omahatag=1");
  g_assert_null (sgn_uncovered_get_label ((const guint8 *) "a\nb c\n", 6));
}

static void
test_findings (void)
{
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  const SgnFinding *finding;

  sgn_findings_add_uncovered (findings, SGN_FINDING_GAP_DATA, SGN_UNCOVERED_NOTHING, 0, 9, NULL);
  g_assert_cmpuint (findings->len, ==, 0);
  sgn_findings_add_uncovered (findings, SGN_FINDING_GAP_DATA, SGN_UNCOVERED_LABEL, 0, 9, NULL);
  sgn_findings_add_uncovered (findings, SGN_FINDING_GAP_DATA, SGN_UNCOVERED_ARCHIVE, 0, 9, NULL);
  finding = findings->pdata[0];
  g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_NOTE);
  finding = findings->pdata[1];
  g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_ADDED);
  g_assert_cmpint (finding->could_be, ==, SGN_UNCOVERED_ARCHIVE);
}

static void
test_ids (void)
{
  for (guint i = SGN_UNCOVERED_NOTHING + 1; i < SGN_N_UNCOVERED; i++)
    g_assert_nonnull (sgn_uncovered_to_id (i));
  g_assert_null (sgn_uncovered_to_id (SGN_UNCOVERED_NOTHING));
  g_assert_true (sgn_uncovered_opens_in_place (SGN_UNCOVERED_ARCHIVE));
  g_assert_false (sgn_uncovered_opens_in_place (SGN_UNCOVERED_LABEL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uncovered/known", test_known);
  g_test_add_func ("/uncovered/pieces", test_pieces);
  g_test_add_func ("/uncovered/limits", test_limits);
  g_test_add_func ("/uncovered/label", test_label);
  g_test_add_func ("/uncovered/findings", test_findings);
  g_test_add_func ("/uncovered/ids", test_ids);
  return g_test_run ();
}
