/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pair"

/* Finds out which certificate belongs to which key. Key files hold them in any order, often
 * together with certificates of the chain or expired predecessors for the same key, so the public
 * keys are compared and the best match is offered first. */

#include "config.h"

#include "core/identity/read/pair.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/base/openssl.h"
#include "core/base/text.h"
#include "core/identity/expiry.h"

static gboolean
check_there (GPtrArray *certificates, SgnKeyMaterial *material, const char *title, GError **error)
{
  if (material->keys->len == 0) {
    g_set_error (error, SGN_ERROR, SGN_ERROR_KEY_MISSING, _ ("%s contains no private key"), title);
    return FALSE;
  }
  if (certificates->len > 0)
    return TRUE;
  g_set_error (error, SGN_ERROR, SGN_ERROR_CERT_MISSING, _ ("%s contains no certificate"), title);
  return FALSE;
}

static EVP_PKEY *
find_key (SgnCertificate *certificate, GPtrArray *keys)
{
  EVP_PKEY *found = NULL;

  for (guint i = 0; i < keys->len && found == NULL; i++) {
    if (X509_check_private_key (sgn_certificate_get_x509 (certificate), keys->pdata[i]) == 1)
      found = keys->pdata[i];
  }
  ERR_clear_error ();
  return found;
}

/* Whether it can sign programs counts more than whether it is a CA, which some test certificates
 * are. */
static guint
rate (SgnCertificate *certificate)
{
  guint rating = sgn_certificate_is_ca (certificate) ? 0 : 1;

  if (sgn_certificate_has_usage (certificate, SGN_OID_EKU_CODE_SIGNING))
    rating += 2;
  return rating;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const gint64 *now = data;
  SgnCertificate *first = sgn_identity_get_certificate (*(SgnIdentity *const *) a);
  SgnCertificate *second = sgn_identity_get_certificate (*(SgnIdentity *const *) b);
  guint rating_first = rate (first);
  guint rating_second = rate (second);

  if (rating_first != rating_second)
    return rating_first > rating_second ? -1 : 1;
  return sgn_expiry_compare (first, second, *now);
}

static gboolean
is_there (GPtrArray *list, SgnCertificate *certificate)
{
  for (guint i = 0; i < list->len; i++) {
    if (sgn_certificate_equal (sgn_identity_get_certificate (list->pdata[i]), certificate))
      return TRUE;
  }
  return FALSE;
}

/* Keeps only the first of several failures in @error. */
static void
add_pair (GPtrArray *list,
          SgnCertificate *certificate,
          GPtrArray *certificates,
          SgnKeyMaterial *material,
          const char *title,
          GError **error)
{
  EVP_PKEY *key = find_key (certificate, material->keys);
  SgnIdentity *identity;

  if (key == NULL || is_there (list, certificate))
    return;
  identity = sgn_identity_new_for_key (certificate,
                                       certificates,
                                       key,
                                       title,
                                       *error == NULL ? error : NULL);
  if (identity == NULL)
    return;
  sgn_identity_set_alias (identity, g_hash_table_lookup (material->names, key));
  g_ptr_array_add (list, identity);
}

GPtrArray *
sgn_pair (GPtrArray *certificates,
          SgnKeyMaterial *material,
          const char *title,
          gint64 now,
          GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) cause = NULL;

  if (!check_there (certificates, material, title, error))
    return NULL;
  for (guint i = 0; i < certificates->len; i++)
    add_pair (list, certificates->pdata[i], certificates, material, title, &cause);
  /* One usable pair is enough; keys for other purposes may be in the same file. */
  if (list->len > 0) {
    g_ptr_array_sort_with_data (list, compare, &now);
    return g_steal_pointer (&list);
  }
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_KEY_MISMATCH,
                 _ ("the key in %s does not belong to any of the certificates"),
                 title);
  return NULL;
}

/* The hexadecimal digits of the text, in lower case. */
static char *
normalize (const char *name)
{
  GString *digits = g_string_new (NULL);

  for (; *name != '\0'; name++) {
    if (strchr (": ", *name) == NULL)
      g_string_append_c (digits, g_ascii_tolower (*name));
  }
  return g_string_free (digits, FALSE);
}

/* The name of the key: its alias, else that of its certificate. (transfer full) */
static char *
list_names (GPtrArray *identities)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < identities->len; i++) {
    const char *alias = sgn_identity_get_alias (identities->pdata[i]);
    SgnCertificate *certificate = sgn_identity_get_certificate (identities->pdata[i]);
    g_autofree char *name = sgn_text_display (
        alias != NULL ? alias : sgn_certificate_get_sha1 (certificate));

    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
  }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
fail_unknown (GPtrArray *identities, const char *name, GError **error)
{
  g_autofree char *shown = sgn_text_display (name);
  g_autofree char *names = list_names (identities);

  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_CERT_MISSING,
               /* Translators: the name that was asked for, then the names that exist */
               _ ("no key has the name or thumbprint “%1$s”; available: %2$s"),
               shown,
               names);
}

/* Users copy thumbprints from Windows, which separates the digits by spaces, or from OpenSSL, which
 * uses colons. */
SgnIdentity *
sgn_pair_select (GPtrArray *identities, const char *name, GError **error)
{
  g_autofree char *digits = NULL;

  if (name == NULL)
    return g_object_ref (identities->pdata[0]);
  digits = normalize (name);
  for (guint i = 0; i < identities->len; i++) {
    SgnIdentity *identity = identities->pdata[i];
    SgnCertificate *certificate = sgn_identity_get_certificate (identity);

    if (g_strcmp0 (sgn_identity_get_alias (identity), name) == 0 ||
        g_str_equal (sgn_certificate_get_sha1 (certificate), digits) ||
        g_str_equal (sgn_certificate_get_sha256 (certificate), digits))
      return g_object_ref (identity);
  }
  fail_unknown (identities, name, error);
  return NULL;
}
