/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-format"

/* Looks for the signatures of files that Signet does not sign, so that nobody is told that such a
 * file is unsigned. Nothing is verified. */

#include "config.h"

#include "core/format/foreign-signature.h"

#include <string.h>

#include "core/archive/cfb/reader.h"
#include "core/archive/zip/reader.h"

#define MAX_XML (8 * 1024 * 1024) /* more than any manifest */
/* XML Signature Syntax and Processing, section 1.3. */
#define XMLDSIG "http://www.w3.org/2000/09/xmldsig#"
/* The relationships of the package itself, and the end of the type of the one to the signature
 * origin part (ECMA-376 part 2). */
#define RELATIONSHIPS "_rels/.rels"
#define ORIGIN        "/relationships/digital-signature/origin"

/* A search for an element in XML, and its result. */
typedef struct {
  gboolean (*is_signature) (const char *element, const char **names, const char **values);
  gboolean found;
} Search;

/* The element name without namespace prefix. */
static const char *
get_local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? &colon[1] : name;
}

static void
start_element (GMarkupParseContext *context,
               const char *element,
               const char **names,
               const char **values,
               gpointer user_data,
               GError **error)
{
  Search *self = user_data;

  self->found = self->found || self->is_signature (get_local_name (element), names, values);
}

/* UTF-8 with or without byte order mark; other encodings are not searched. */
static SgnForeignSignature
look_in_xml (GBytes *xml, gboolean (*is_signature) (const char *, const char **, const char **))
{
  static const GMarkupParser parser = { .start_element = start_element };
  Search search = { is_signature, FALSE };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &search, NULL);
  gsize size;
  const char *text = g_bytes_get_data (xml, &size);
  gsize mark = size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  /* What is not well-formed may still be signed for its own reader. */
  if (size == mark ||
      !g_markup_parse_context_parse (context, &text[mark], (gssize) (size - mark), NULL) ||
      !g_markup_parse_context_end_parse (context, NULL))
    return SGN_FOREIGN_UNKNOWN;
  return search.found ? SGN_FOREIGN_SIGNED : SGN_FOREIGN_UNSIGNED;
}

/* The namespace is declared on the element itself, since signers canonicalize this part on its
 * own. */
static gboolean
is_xml_signature (const char *element, const char **names, const char **values)
{
  if (!g_str_equal (element, "Signature"))
    return FALSE;
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], "xmlns") && g_str_equal (values[i], XMLDSIG))
      return TRUE;
  return FALSE;
}

SgnForeignSignature
sgn_foreign_look_in_manifest (SgnInput *input)
{
  g_autoptr (GBytes) xml = NULL;

  if (sgn_input_get_size (input) > MAX_XML)
    return SGN_FOREIGN_UNKNOWN;
  xml = sgn_input_read_bytes (input, 0, (gsize) sgn_input_get_size (input), NULL);
  return xml != NULL ? look_in_xml (xml, is_xml_signature) : SGN_FOREIGN_UNKNOWN;
}

/* The strict variant of ISO/IEC 29500 has another URI prefix. */
static gboolean
is_origin (const char *element, const char **names, const char **values)
{
  if (!g_str_equal (element, "Relationship"))
    return FALSE;
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], "Type") && g_str_has_suffix (values[i], ORIGIN))
      return TRUE;
  return FALSE;
}

static SgnForeignSignature
look_in_relationships (const SgnZip *zip)
{
  const SgnZipEntry *entry = sgn_zip_find (zip, RELATIONSHIPS);
  g_autoptr (GBytes) xml = entry != NULL ? sgn_zip_read (zip, entry, MAX_XML, NULL) : NULL;

  if (entry == NULL)
    return SGN_FOREIGN_UNSIGNED;
  return xml != NULL ? look_in_xml (xml, is_origin) : SGN_FOREIGN_UNKNOWN;
}

SgnForeignSignature
sgn_foreign_look_in_package (SgnInput *input)
{
  g_autoptr (SgnZip) zip = sgn_zip_open (input, NULL);

  return zip != NULL ? look_in_relationships (zip) : SGN_FOREIGN_UNKNOWN;
}

/* vbaProjectSignature.bin, vbaProjectSignatureAgile.bin, vbaProjectSignatureV3.bin ([MS-OFFMACRO2]
 * 2.2.1). */
static gboolean
is_macro_signature (const char *name)
{
  const char *slash = strrchr (name, '/');

  return g_str_has_prefix (slash != NULL ? &slash[1] : name, "vbaProjectSignature");
}

/* Signatures of documents are in streams and storages of their own ([MS-OFFCRYPTO] 2.5). Those of
 * macros are in properties or in the text of each program, so they cannot be found here if there
 * can be macros. Encrypted documents cannot be searched at all. */
static SgnForeignSignature
look_in_compound_file (const SgnCfb *cfb)
{
  static const char *const signatures[] = { "_signatures", "_xmlsignatures" };
  static const char *const unseen[] = { "EncryptedPackage",
                                        "Macros",
                                        "_VBA_PROJECT_CUR",
                                        "VBA",
                                        "PowerPoint Document" };

  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (sgn_cfb_find (cfb, SGN_CFB_ROOT, signatures[i]) != SGN_CFB_NONE)
      return SGN_FOREIGN_SIGNED;
  for (gsize i = 0; i < G_N_ELEMENTS (unseen); i++)
    if (sgn_cfb_find (cfb, SGN_CFB_ROOT, unseen[i]) != SGN_CFB_NONE)
      return SGN_FOREIGN_UNKNOWN;
  return SGN_FOREIGN_UNSIGNED;
}

SgnForeignSignature
sgn_foreign_look_in_document (SgnInput *input)
{
  g_autoptr (SgnCfb) cfb = sgn_cfb_probe (input) ? sgn_cfb_new (input, NULL) : NULL;

  if (cfb != NULL)
    return look_in_compound_file (cfb);
  if (sgn_zip_probe (input, NULL, is_macro_signature))
    return SGN_FOREIGN_SIGNED;
  return sgn_foreign_look_in_package (input);
}
