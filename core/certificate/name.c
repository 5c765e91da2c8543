/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-name"

/* The subject name of a certificate request: from the fields of a form, or from text on the command
 * line. Names in received certificates are read in x509.c. */

#include "config.h"

#include "core/certificate/name.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/openssl.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_NAME, X509_NAME_free)

/* The fields, and OU a few times. */
#define MAX_PARTS 30

/* The ids are also OpenSSL's short names. Maximum lengths: RFC 5280, A.1. */
static const SgnNameField fields[] = {
  { "jurisdictionC", N_ ("Country of registration (two letters)"), 2, TRUE },
  { "jurisdictionST", N_ ("State of registration"), 128, TRUE },
  { "jurisdictionL", N_ ("Place of registration"), 128, TRUE },
  { "businessCategory", N_ ("Kind of organization"), 128, TRUE },
  { "serialNumber", N_ ("Registration number"), 64, TRUE },
  { "C", N_ ("Country (two letters)"), 2, FALSE },
  { "ST", N_ ("State or region"), 128, FALSE },
  { "L", N_ ("Town"), 128, FALSE },
  { "postalCode", N_ ("Postal code"), 40, TRUE },
  { "street", N_ ("Street"), 128, TRUE },
  { "O", N_ ("Organization"), 64, FALSE },
  { "OU", N_ ("Department"), 64, FALSE },
  { "CN", N_ ("Name"), 64, FALSE },
  { "emailAddress", N_ ("E-mail address"), 255, FALSE },
};

const SgnNameField *
sgn_name_get_fields (guint *n_fields)
{
  *n_fields = G_N_ELEMENTS (fields);
  return fields;
}

static const SgnNameField *
find_field (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    if (g_ascii_strcasecmp (fields[i].id, id) == 0)
      return &fields[i];
  }
  return NULL;
}

static gboolean
is_country (const SgnNameField *field)
{
  return field->max == 2;
}

static gboolean
check_value (const SgnNameField *field, const char *value, GError **error)
{
  if (!g_utf8_validate (value, -1, NULL)) {
    g_set_error (error, SGN_ERROR, SGN_ERROR_SUBJECT, _ ("%s is not valid UTF-8 text"), field->id);
    return FALSE;
  }
  /* An authority would refuse it; pasted text easily has a line end or a tab in it. */
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p)) {
    if (g_unichar_iscntrl (g_utf8_get_char (p))) {
      g_set_error (error,
                   SGN_ERROR,
                   SGN_ERROR_SUBJECT,
                   _ ("%s contains a character that cannot be displayed"),
                   field->id);
      return FALSE;
    }
  }
  if (g_utf8_strlen (value, -1) > field->max) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_SUBJECT,
                 _ ("%s is longer than %u characters"),
                 field->id,
                 field->max);
    return FALSE;
  }
  if (!is_country (field) ||
      (g_ascii_isalpha (value[0]) && g_ascii_isalpha (value[1]) && value[2] == '\0'))
    return TRUE;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_SUBJECT,
               _ ("%s must be a two-letter country code"),
               field->id);
  return FALSE;
}

static gboolean
add_part (X509_NAME *name, const SgnNameField *field, const char *value, GError **error)
{
  /* ISO 3166 codes are in capitals, and countryName is compared as it is written. */
  g_autofree char *upper = is_country (field) ? g_ascii_strup (value, -1) : NULL;
  const char *text = upper != NULL ? upper : value;

  /* OpenSSL chooses PrintableString for C and serialNumber and UTF8String otherwise, as RFC 5280,
   * 4.1.2.4 and A.1, want it. */
  if (X509_NAME_add_entry_by_txt (name,
                                  field->id,
                                  MBSTRING_UTF8,
                                  (const guint8 *) text,
                                  -1,
                                  -1,
                                  0) == 1)
    return TRUE;
  sgn_error_set_openssl (error, SGN_ERROR_SUBJECT, field->id);
  return FALSE;
}

/* Sorts the values of @parts into the order of the fields. */
static X509_NAME *
build (const char *const *parts, GError **error)
{
  g_autoptr (X509_NAME) name = X509_NAME_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    for (guint j = 0; parts[j] != NULL; j += 2) {
      if (find_field (parts[j]) == &fields[i] && *parts[j + 1] != '\0' &&
          !add_part (name, &fields[i], parts[j + 1], error))
        return NULL;
    }
  }
  if (X509_NAME_entry_count (name) > 0)
    return g_steal_pointer (&name);
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_SUBJECT, _ ("the name is empty"));
  return NULL;
}

X509_NAME *
sgn_name_new (const char *const *parts, GError **error)
{
  guint count = 0;

  g_return_val_if_fail (parts != NULL, NULL);

  for (; parts[count] != NULL; count += 2) {
    const SgnNameField *field = find_field (parts[count]);

    if (field == NULL || count / 2 >= MAX_PARTS) {
      g_set_error (error,
                   SGN_ERROR,
                   SGN_ERROR_SUBJECT,
                   _ ("“%s” is not part of a name"),
                   parts[count]);
      return NULL;
    }
    g_return_val_if_fail (parts[count + 1] != NULL, NULL);
    if (!check_value (field, parts[count + 1], error))
      return NULL;
  }
  return build (parts, error);
}

/* Reads one value up to the next unquoted separator and moves @text past the separator. */
static char *
take_value (const char **text)
{
  g_autoptr (GString) value = g_string_new (NULL);
  gboolean quoted = FALSE;
  const char *p = *text;
  gsize kept = 0; /* length without trailing spaces */

  for (; *p != '\0' && (quoted || strchr (",+", *p) == NULL); p++) {
    gboolean meant = quoted || !g_ascii_isspace (*p);

    if (*p == '"') {
      quoted = !quoted;
      continue;
    }
    if (*p == '\\' && p[1] != '\0') {
      p++;
      meant = TRUE;
    }
    if (value->len > 0 || meant)
      g_string_append_c (value, *p);
    if (meant)
      kept = value->len;
  }
  g_string_truncate (value, kept);
  *text = *p != '\0' ? p + 1 : p;
  return g_string_free (g_steal_pointer (&value), FALSE);
}

X509_NAME *
sgn_name_parse (const char *text, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL)) {
    g_set_error (error, SGN_ERROR, SGN_ERROR_SUBJECT, _ ("%s is not valid UTF-8 text"), "CN");
    return NULL;
  }
  while (*text != '\0') {
    const char *equals = strchr (text, '=');
    g_autofree char *id = NULL;
    g_autofree char *value = NULL;

    if (equals == NULL) {
      g_set_error (error,
                   SGN_ERROR,
                   SGN_ERROR_SUBJECT,
                   _ ("expected “name=value”, found “%s”"),
                   text);
      return NULL;
    }
    id = g_strstrip (g_strndup (text, (gsize) (equals - text)));
    text = equals + 1;
    value = take_value (&text);
    g_strv_builder_add_many (builder, id, value, NULL);
    text += strspn (text, " \t");
  }
  parts = g_strv_builder_end (builder);
  return sgn_name_new ((const char *const *) parts, error);
}
