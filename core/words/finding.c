/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-phrases"

/* Sentences about findings: what was noticed, where, how large, and what it could be used for. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/text.h"
#include "core/words/phrases.h"

static const char *const findings[] = {
  [SGN_FINDING_TRAILING_DATA] = N_ ("Data after the signature"),
  [SGN_FINDING_PADDING_DATA] = N_ ("Data hidden in the padding of the signature"),
  [SGN_FINDING_PADDING_LONG] = N_ ("More padding than necessary after the signature"),
  [SGN_FINDING_UNKNOWN_ENTRY] = N_ ("Certificate table entry that is not a signature"),
  [SGN_FINDING_UNSIGNED_ATTRIBUTE] = N_ ("Unknown data next to the signature"),
  [SGN_FINDING_EXTRA_CERTIFICATE] = N_ ("Certificate that the signature does not need"),
  [SGN_FINDING_REVOCATION_LIST] = N_ ("Revocation list in the signature"),
  [SGN_FINDING_CHECKSUM] = N_ (
      "Wrong checksum in the header, which Windows only checks for drivers"),
  [SGN_FINDING_PAGE_HASHES] = N_ ("Page hash does not match"),
  [SGN_FINDING_SECTION_OUTSIDE] = N_ ("Section reaches past the end of the file"),
  [SGN_FINDING_NESTED_BROKEN] = N_ ("A further signature is broken"),
  [SGN_FINDING_UNUSED_TABLE] = N_ ("Signature that the header does not point to"),
  [SGN_FINDING_STALE_DIRECTORY] = N_ ("The headers point to a signature that does not exist"),
  [SGN_FINDING_LEFTOVERS] = N_ ("Leftovers of an old signature were cleared"),
  [SGN_FINDING_UNPROVEN_SIGNATURE] = N_ ("A further signature that is not confirmed"),
  [SGN_FINDING_ATTRIBUTE_ORDER] = N_ ("Signed attributes out of order"),
  [SGN_FINDING_HASH_MIX] = N_ ("Signature names a different hash algorithm than it uses"),
  [SGN_FINDING_TIMESTAMP_IGNORED] = N_ ("Timestamp that proves nothing"),
  [SGN_FINDING_LINE_ENDS] = N_ ("Line ends of the signature were converted"),
  [SGN_FINDING_GAP_DATA] = N_ ("Data between the parts of the file"),
  [SGN_FINDING_DUPLICATE_ENTRY] = N_ ("Two entries with the same name"),
  [SGN_FINDING_ENTRY_MISMATCH] = N_ ("Entry that contradicts the directory of the archive"),
  [SGN_FINDING_UNSIGNED_ENTRY] = N_ ("Entry that is not signed"),
  [SGN_FINDING_PART_OF_SET] = N_ ("One of several parts; each is signed separately"),
  [SGN_FINDING_FREE_SPACE] = N_ ("Data in unused parts of the file"),
  [SGN_FINDING_ORPHAN] = N_ ("Data that nothing in the file refers to"),
  [SGN_FINDING_SLACK] = N_ ("Leftover data after the end of a stream"),
  [SGN_FINDING_EXTERNAL_CABINET] = N_ ("A cabinet next to the package"),
  [SGN_FINDING_MISPLACED] = N_ ("Something named like a signature in the wrong place"),
  [SGN_FINDING_NAMES_UNSIGNED] = N_ ("Names and boundaries of the parts are not signed"),
  [SGN_FINDING_READING] = N_ ("The file does not specify its text encoding"),
  [SGN_FINDING_CATALOG] = N_ ("Listed in a security catalog"),
  [SGN_FINDING_CATALOG_IGNORED] = N_ ("Listed in a security catalog without a good signature"),
  [SGN_FINDING_CONTENT_INSIDE] = N_ (
      "The message contains its own content instead of the file next to it"),
  [SGN_FINDING_SEALED] = N_ ("Seal of the signature"),
  [SGN_FINDING_FOREIGN_SIGNATURE] = N_ ("A signature of another kind, which Signet cannot check"),
  [SGN_FINDING_OUTDATED] = N_ ("The signature uses an outdated algorithm"),
  [SGN_FINDING_MISNAMED] = N_ ("The name suggests a different type of file than the content"),
};

static const char *const kinds[] = {
  [SGN_UNCOVERED_ARCHIVE] = N_ ("it could be opened as a ZIP archive"),
  [SGN_UNCOVERED_PROGRAM] = N_ ("it could be a program"),
  [SGN_UNCOVERED_SCRIPT] = N_ ("it could be opened as a web page or run as a script"),
  [SGN_UNCOVERED_CABINET] = N_ ("it could be a cabinet"),
  [SGN_UNCOVERED_COMPOUND] = N_ ("it could be an installation package or an Office document"),
  [SGN_UNCOVERED_DOCUMENT] = N_ ("it could be opened as a document"),
  [SGN_UNCOVERED_COMPRESSED] = N_ ("it could be opened as an archive"),
  [SGN_UNCOVERED_TEXT] = N_ ("lines of text, which could be commands"),
  [SGN_UNCOVERED_LARGE] = N_ ("large, and of unknown type"),
  [SGN_UNCOVERED_SIGNATURE] = N_ ("it looks like a signature"),
  [SGN_UNCOVERED_LABEL] = N_ ("a line of text such as download services add"),
  [SGN_UNCOVERED_UNKNOWN] = NULL, /* nothing to say */
};

/* New codes need a phrase, too. */
G_STATIC_ASSERT (G_N_ELEMENTS (findings) == SGN_N_FINDINGS);
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == SGN_N_UNCOVERED);

/* For findings about an entry of an archive or a setting of a script. */
static const char *const sentences[SGN_N_FINDINGS] = {
  /* Translators: %s is the name of an entry of an archive */
  [SGN_FINDING_UNSIGNED_ENTRY] = N_ ("“%s” is not signed"),
  /* Translators: %s is the name of an entry of an archive */
  [SGN_FINDING_DUPLICATE_ENTRY] = N_ ("“%s” exists more than once"),
  /* Translators: %s is the name of an entry of an archive */
  [SGN_FINDING_ENTRY_MISMATCH] = N_ ("“%s” contradicts the directory of the archive"),
};

static const char *
get_sentence_of_entry (const SgnFinding *finding)
{
  const char *sentence = sentences[finding->code];

  if (finding->code == SGN_FINDING_ENTRY_MISMATCH && finding->severity == SGN_SEVERITY_CHANGED)
    /* Translators: %s is the name of an entry of an archive */
    return finding->size == 0 ? _ ("“%s” was removed after signing")
                              : _ ("“%s” differs from what was signed");
  return sentence != NULL ? _ (sentence) : NULL;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *
phrase_entry (const SgnFinding *finding, const char *name)
{
  const char *sentence = get_sentence_of_entry (finding);

  return sentence != NULL ? g_strdup_printf (sentence, name) : NULL;
}
#pragma GCC diagnostic pop

/* NULL unless the finding has a detail that its sentence mentions. */
static char *
phrase_named (const SgnFinding *finding)
{
  g_autofree char *name = finding->detail != NULL ? sgn_text_display (finding->detail) : NULL;

  if (sgn_finding_is_cut_off (finding))
    return g_strdup (_ ("The program is cut off: data of a section is missing"));
  if (name != NULL && finding->code == SGN_FINDING_CATALOG)
    /* Translators: %s is the name of a file */
    return g_strdup_printf (_ ("Listed in the security catalog “%s”"), name);
  if (name != NULL && finding->code == SGN_FINDING_CONTENT_INSIDE)
    /* Translators: %s is the name of a file */
    return g_strdup_printf (_ ("The message contains its own content, which is not “%s”"), name);
  if (name != NULL && finding->code == SGN_FINDING_CATALOG_IGNORED)
    /* Translators: %s is the name of a file */
    return g_strdup_printf (_ ("Listed in “%s”, a security catalog without a good signature"),
                            name);
  if (name != NULL && finding->code == SGN_FINDING_READING)
    /* Translators: %s is the name of an encoding, like UTF-8 */
    return g_strdup_printf (_ ("Unchanged when read as %s; a computer that reads it in another "
                               "encoding finds it changed"),
                            name);
  if (name != NULL && finding->code == SGN_FINDING_EXTERNAL_CABINET)
    /* Translators: %s is the name of a file */
    return g_strdup_printf (_ ("“%s” next to the package is not covered: sign it separately"),
                            name);
  if (name != NULL && finding->code == SGN_FINDING_MISNAMED)
    /* Translators: %s is the ending of a name, like hta */
    return g_strdup_printf (_ ("Windows goes by the name and would open this as a “.%s” file, "
                               "which it is not"),
                            name);
  return name != NULL ? phrase_entry (finding, name) : NULL;
}

/* Findings of this kind are combined into one, independent of their sizes. */
static gboolean
counts_itself (const SgnFinding *finding)
{
  return finding->code == SGN_FINDING_TIMESTAMP_IGNORED;
}

static char *
phrase_what (const SgnFinding *finding)
{
  if (finding->more == 0 || !counts_itself (finding))
    return g_strdup (_ (findings[finding->code]));
  return g_strdup_printf (ngettext ("%u timestamp that proves nothing",
                                    "%u timestamps that prove nothing",
                                    finding->more + 1),
                          finding->more + 1);
}

static char *
phrase_place (const SgnFinding *finding)
{
  char *named = phrase_named (finding);
  g_autofree char *what = phrase_what (finding);
  g_autofree char *size = NULL;
  g_autofree char *offset = NULL;

  if (named != NULL)
    return named;
  if (finding->size == 0)
    return g_steal_pointer (&what);
  size = g_format_size_full (finding->size, G_FORMAT_SIZE_DEFAULT);
  if (finding->offset == 0)
    /* Translators: what was found, its size */
    return g_strdup_printf (_ ("%1$s: %2$s"), what, size);
  offset = g_strdup_printf ("%" G_GUINT64_FORMAT, finding->offset);
  /* Translators: what was found, its size, its position in the file */
  return g_strdup_printf (_ ("%1$s: %2$s at position %3$s"), what, size, offset);
}

static char *
phrase_one (const SgnFinding *finding)
{
  g_autofree char *place = phrase_place (finding);

  if (kinds[finding->could_be] == NULL)
    return g_steal_pointer (&place);
  /* Translators: what was found and where; what it could be used for */
  return g_strdup_printf (_ ("%1$s – %2$s"), place, _ (kinds[finding->could_be]));
}

static char *
phrase_all (const SgnFinding *finding)
{
  g_autofree char *one = phrase_one (finding);

  if (finding->more == 0 || counts_itself (finding))
    return g_steal_pointer (&one);
  /* Translators: what was found, then how many of the same kind are not listed */
  return g_strdup_printf (ngettext ("%1$s, and %2$u more like this",
                                    "%1$s, and %2$u more like this",
                                    finding->more),
                          one,
                          finding->more);
}

char *
sgn_phrase_finding (const SgnReport *report, const SgnFinding *finding)
{
  g_autofree char *all = phrase_all (finding);

  if (finding->signature == 0 || report->signatures->len < 2)
    return g_steal_pointer (&all);
  /* Translators: what was found, and in which of several signatures, counted from 1 */
  return g_strdup_printf (_ ("%1$s (signature %2$u)"), all, finding->signature);
}

/* Whether the answer to "When was it signed?" is about the one timestamp that the finding means. */
static gboolean
is_answered (const SgnReport *report, const SgnFinding *finding)
{
  const SgnSignatureReport *signature;

  if (finding->code != SGN_FINDING_TIMESTAMP_IGNORED || finding->severity != SGN_SEVERITY_NOTE ||
      report->signatures->len != 1)
    return FALSE;
  signature = report->signatures->pdata[0];
  return signature->timestamps->len == 1 && signature->timestamp != NULL &&
         signature->checks[SGN_CHECK_TIMESTAMP].status == SGN_CHECK_WARN;
}

GPtrArray *
sgn_phrase_select_findings (const SgnReport *report)
{
  GPtrArray *selected = g_ptr_array_new ();

  for (guint i = 0; i < report->findings->len; i++)
    if (!is_answered (report, report->findings->pdata[i]))
      g_ptr_array_add (selected, report->findings->pdata[i]);
  return selected;
}
