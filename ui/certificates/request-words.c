/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/request-words.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <openssl/objects.h>
#include <string.h>

#include "core/certificate/name.h"
#include "core/certificate/x509.h"
#include "core/words/phrases.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_NAME, X509_NAME_free)

static char *
strip (const char *text)
{
  return g_strstrip (g_strdup (text));
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = strip (text);

  return stripped[0] == '\0';
}

static gboolean
has_passwords (const SgnRequestForm *form)
{
  return form->password[0] != '\0' && form->again[0] != '\0';
}

gboolean
sgn_request_form_is_complete (const SgnRequestForm *form)
{
  return !is_blank (form->organization) && !is_blank (form->country) &&
         (form->on_token || has_passwords (form));
}

static void
add_part (GStrvBuilder *builder, const char *id, const char *value)
{
  g_autofree char *stripped = strip (value);

  if (stripped[0] != '\0')
    g_strv_builder_add_many (builder, id, stripped, NULL);
}

char **
sgn_request_form_get_parts (const SgnRequestForm *form)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  add_part (builder, "C", form->country);
  add_part (builder, "ST", form->state);
  add_part (builder, "L", form->locality);
  add_part (builder, "O", form->organization);
  add_part (builder, "OU", form->department);
  add_part (builder, "CN", is_blank (form->name) ? form->organization : form->name);
  add_part (builder, "emailAddress", form->email);
  return g_strv_builder_end (builder);
}

char *
sgn_request_form_dup_fault (const SgnRequestForm *form)
{
  g_auto (GStrv) parts = sgn_request_form_get_parts (form);
  g_autoptr (GError) error = NULL;
  g_autoptr (X509_NAME) name = NULL;

  if (!form->on_token && has_passwords (form) && !g_str_equal (form->password, form->again))
    return g_strdup (_ ("The passwords differ."));
  if (!sgn_request_form_is_complete (form))
    return NULL;
  name = sgn_name_new ((const char *const *) parts, &error);
  return name == NULL ? sgn_phrase_gerror (error) : NULL;
}

char *
sgn_request_form_dup_file_name (const SgnRequestForm *form)
{
  g_autofree char *base = strip (is_blank (form->name) ? form->organization : form->name);

  g_strdelimit (base, "/\\:*?\"<>|", '-');
  if (base[0] == '.')
    base[0] = '-';
  return g_strconcat (base, form->on_token ? ".csr" : ".key", NULL);
}

char *
sgn_request_dup_part (SgnCertificate *certificate, const char *id)
{
  const X509_NAME *subject = X509_get_subject_name (sgn_certificate_get_x509 (certificate));

  return sgn_x509_name_get (subject, OBJ_sn2nid (id));
}

const char *
sgn_request_get_country (void)
{
#ifdef __GLIBC__
  const char *country = nl_langinfo (_NL_ADDRESS_COUNTRY_AB2);

  return country != NULL && strlen (country) == 2 ? country : "";
#else
  return "";
#endif
}
