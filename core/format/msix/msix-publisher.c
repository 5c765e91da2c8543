/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msix"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <openssl/objects.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/base/text.h"
#include "core/format/msix/msix-package.h"

/* A distinguished name as Windows writes it: in reverse order of the certificate, with some
 * attribute names of its own, and quotes around values with special characters. Windows refuses a
 * package whose <Identity Publisher> is not the subject of its signer in this form. */

#define SPECIAL ",+=\"\n<>#;"

static const struct {
  const char *key;
  int nid;
} attributes[] = {
  { "CN", NID_commonName },
  { "O", NID_organizationName },
  { "OU", NID_organizationalUnitName },
  { "C", NID_countryName },
  { "L", NID_localityName },
  { "S", NID_stateOrProvinceName },
  { "ST", NID_stateOrProvinceName },
  { "E", NID_pkcs9_emailAddress },
  { "STREET", NID_streetAddress },
  { "T", NID_title },
  { "G", NID_givenName },
  { "I", NID_initials },
  { "SN", NID_surname },
  { "DC", NID_domainComponent },
  { "SERIALNUMBER", NID_serialNumber },
  { "Description", NID_description },
  { "PostalCode", NID_postalCode },
  { "POBox", NID_postOfficeBox },
  { "Phone", NID_telephoneNumber },
  { "X21Address", NID_x121Address },
  { "dnQualifier", NID_dnQualifier },
};

static char *
get_value (const X509_NAME_ENTRY *entry)
{
  unsigned char *text = NULL;
  int size = ASN1_STRING_to_UTF8 (&text, X509_NAME_ENTRY_get_data (entry));
  char *value = size >= 0 ? g_strndup ((const char *) text, (gsize) size) : g_strdup ("");

  OPENSSL_free (text);
  return value;
}

static ASN1_OBJECT *
find_object (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (g_ascii_strcasecmp (attributes[i].key, key) == 0)
      return OBJ_nid2obj (attributes[i].nid);
  /* Attributes without a name of their own, as in the subjects of EV certificates. */
  if (g_ascii_strncasecmp (key, "OID.", 4) == 0)
    key += 4;
  return OBJ_txt2obj (key, 1);
}

/* Takes "key=value" and the comma after it off @text. */
static gboolean
take_part (const char **text, char **key, char **value)
{
  const char *at = *text + strspn (*text, " ");
  const char *equals = strchr (at, '=');
  g_autoptr (GString) result = g_string_new (NULL);

  if (equals == NULL)
    return FALSE;
  *key = g_strchomp (g_strndup (at, (gsize) (equals - at)));
  at = equals + 1 + strspn (equals + 1, " ");
  if (*at == '"') {
    for (at++; *at != '\0' && (*at != '"' || at[1] == '"'); at++) {
      if (*at == '"')
        at++;
      g_string_append_c (result, *at);
    }
    at += *at == '"' ? 1 : 0;
    at += strspn (at, " ");
  } else {
    for (; *at != '\0' && strchr (",;+", *at) == NULL; at++)
      g_string_append_c (result, *at);
    g_strchomp (result->str);
  }
  *value = g_strdup (result->str);
  *text = *at != '\0' ? at + 1 : at;
  return TRUE;
}

static gboolean
entry_is (const X509_NAME_ENTRY *entry, const char *key, const char *value)
{
  ASN1_OBJECT *object = find_object (key);
  g_autofree char *found = get_value (entry);
  gboolean same;

  if (object == NULL)
    return FALSE;
  same = OBJ_cmp (object, X509_NAME_ENTRY_get_object (entry)) == 0;
  ASN1_OBJECT_free (object);
  return same && g_str_equal (found, value);
}

static gboolean
is_subject (const char *publisher, const X509_NAME *subject)
{
  int left = X509_NAME_entry_count (subject);

  /* From the last attribute of the certificate to the first. */
  while (*publisher != '\0' && left > 0) {
    g_autofree char *key = NULL;
    g_autofree char *value = NULL;

    if (!take_part (&publisher, &key, &value) ||
        !entry_is (X509_NAME_get_entry (subject, --left), key, value))
      return FALSE;
  }
  /* Neither may have attributes left, otherwise "CN=A" would pass for "CN=A, O=B". */
  return *publisher == '\0' && left == 0;
}

static void
append_key (GString *text, const ASN1_OBJECT *object)
{
  int nid = OBJ_obj2nid (object);
  char oid[80];

  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (attributes[i].nid == nid) {
      g_string_append (text, attributes[i].key);
      return;
    }
  OBJ_obj2txt (oid, sizeof oid, object, 1);
  g_string_append_printf (text, "OID.%s", oid);
}

/* The subject as the manifest must state it. */
static char *
format_subject (const X509_NAME *subject)
{
  GString *text = g_string_new (NULL);

  for (int i = X509_NAME_entry_count (subject); i > 0; i--) {
    const X509_NAME_ENTRY *entry = X509_NAME_get_entry (subject, i - 1);
    g_autofree char *value = get_value (entry);
    const char *quote = strpbrk (value, SPECIAL) != NULL ? "\"" : "";
    g_auto (GStrv) parts = g_strsplit (value, "\"", -1);
    g_autofree char *doubled = g_strjoinv ("\"\"", parts);

    if (text->len > 0)
      g_string_append (text, ", ");
    append_key (text, X509_NAME_ENTRY_get_object (entry));
    g_string_append_printf (text, "=%s%s%s", quote, doubled, quote);
  }
  return g_string_free (text, FALSE);
}

gboolean
sgn_msix_publisher_check (const char *publisher, X509 *signer, GError **error)
{
  const X509_NAME *subject = X509_get_subject_name (signer);
  g_autofree char *formatted = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *wanted = NULL;

  if (is_subject (publisher, subject))
    return TRUE;
  formatted = format_subject (subject);
  /* Both texts come from files and can hold control characters. */
  shown = sgn_text_display (formatted);
  wanted = sgn_text_display (publisher);
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_PUBLISHER_MISMATCH,
               /* Translators: both are distinguished names such as “CN=Example, C=DE” */
               _ ("the package is from “%1$s”, the certificate is for “%2$s”"),
               wanted,
               shown);
  return FALSE;
}
