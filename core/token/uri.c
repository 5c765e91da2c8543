/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-uri"

/* Selects tokens and keys by PKCS #11 URI (RFC 7512). p11-kit parses and compares; what would be
 * unsafe or unreliable in a script is refused. */

#include "config.h"

#include "core/token/uri.h"

#include <glib/gi18n-lib.h>
#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/text.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (P11KitUri, p11_kit_uri_free)

struct _SgnTokenUri {
  char *name;     /* serial number or label that was given instead of a URI */
  P11KitUri *uri; /* NULL in that case */
  GBytes *id;
  char *object;
};

static gboolean
check_safe (P11KitUri *uri, GError **error)
{
  const char *reason = NULL;

  /* RFC 7512 2.4 allows it and warns of it: arguments are seen by other users. */
  if (p11_kit_uri_get_pin_value (uri) != NULL)
    reason = _ ("a PIN must not be part of an address");
  else if (p11_kit_uri_get_pin_source (uri) != NULL)
    reason = _ ("the source of a PIN cannot be part of an address; give the file with --pass-file");
  else if (p11_kit_uri_get_slot_id (uri) != (CK_SLOT_ID) -1)
    reason = _ ("slot numbers change; use the serial number instead");
  else if (p11_kit_uri_any_unrecognized (uri))
    reason = _ ("unknown attribute in the address");
  if (reason != NULL)
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_TOKEN_ADDRESS, reason);
  return reason == NULL;
}

static void
take_object (SgnTokenUri *self)
{
  CK_ATTRIBUTE *id = p11_kit_uri_get_attribute (self->uri, CKA_ID);
  CK_ATTRIBUTE *label = p11_kit_uri_get_attribute (self->uri, CKA_LABEL);

  if (id != NULL && id->ulValueLen > 0)
    self->id = g_bytes_new (id->pValue, id->ulValueLen);
  if (label != NULL)
    self->object = g_strndup (label->pValue, label->ulValueLen);
}

SgnTokenUri *
sgn_token_uri_parse (const char *text, GError **error)
{
  g_autoptr (SgnTokenUri) self = g_new0 (SgnTokenUri, 1);
  int status;

  if (g_ascii_strncasecmp (text, "pkcs11:", 7) != 0) {
    self->name = g_strdup (text);
    return g_steal_pointer (&self);
  }
  self->uri = p11_kit_uri_new ();
  status = p11_kit_uri_parse (text, P11_KIT_URI_FOR_ANY, self->uri);
  if (status != P11_KIT_URI_OK) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_TOKEN_ADDRESS,
                         _ ("not a well-formed PKCS #11 address"));
    return NULL;
  }
  if (!check_safe (self->uri, error))
    return NULL;
  take_object (self);
  return g_steal_pointer (&self);
}

void
sgn_token_uri_free (SgnTokenUri *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_clear_pointer (&self->uri, p11_kit_uri_free);
  g_clear_pointer (&self->id, g_bytes_unref);
  g_free (self->object);
  g_free (self);
}

/* PKCS #11 pads text with spaces and does not terminate it with NUL. */
static void
pad (unsigned char *field, gsize size, const char *text)
{
  /* Stays zero, which p11-kit leaves out of the address. */
  if (text[0] == '\0')
    return;
  memset (field, ' ', size);
  /* NOLINTNEXTLINE(bugprone-not-null-terminated-result): see above */
  memcpy (field, text, MIN (size, strlen (text)));
}

static void
fill_info (CK_TOKEN_INFO *info, SgnToken *token)
{
  /* p11-kit compares whole fields, so they have to be padded as in CK_TOKEN_INFO (PKCS #11 2.40,
   * 3.2). */
  pad (info->label, sizeof info->label, sgn_token_get_label (token));
  pad (info->manufacturerID, sizeof info->manufacturerID, sgn_token_get_manufacturer (token));
  pad (info->model, sizeof info->model, sgn_token_get_model (token));
  pad (info->serialNumber, sizeof info->serialNumber, sgn_token_get_serial (token));
}

gboolean
sgn_token_uri_matches_token (const SgnTokenUri *self, SgnToken *token)
{
  CK_TOKEN_INFO info = { 0 };

  /* Serial numbers are hexadecimal and users copy them in either case. */
  if (self->uri == NULL)
    return g_ascii_strcasecmp (self->name, sgn_token_get_serial (token)) == 0 ||
           strcmp (self->name, sgn_token_get_label (token)) == 0;
  fill_info (&info, token);
  return p11_kit_uri_match_token_info (self->uri, &info);
}

gboolean
sgn_token_uri_matches_certificate (const SgnTokenUri *self, SgnTokenCertificate *certificate)
{
  if (self->id != NULL && !g_bytes_equal (self->id, sgn_token_certificate_get_id (certificate)))
    return FALSE;
  return self->object == NULL ||
         strcmp (self->object, sgn_token_certificate_get_label (certificate)) == 0;
}

GBytes *
sgn_token_uri_get_id (const SgnTokenUri *self)
{
  return self->id;
}

const char *
sgn_token_uri_get_object (const SgnTokenUri *self)
{
  return self->object;
}

const char *
sgn_token_uri_get_module_path (const SgnTokenUri *self)
{
  return self->uri != NULL ? p11_kit_uri_get_module_path (self->uri) : NULL;
}

static char *
get_text (const unsigned char *field, gsize size)
{
  g_autofree char *copy = size > 0 && field[0] != '\0'
                              ? g_strchomp (g_strndup ((const char *) field, size))
                              : g_strdup ("");

  return sgn_text_display (copy);
}

char *
sgn_token_uri_get_name (const SgnTokenUri *self)
{
  CK_TOKEN_INFO *info = self->uri != NULL ? p11_kit_uri_get_token_info (self->uri) : NULL;

  if (info == NULL)
    return sgn_text_display (self->name);
  if (info->label[0] != '\0')
    return get_text (info->label, sizeof info->label);
  return get_text (info->model, sizeof info->model);
}

char *
sgn_token_uri_get_title (const SgnTokenUri *self)
{
  CK_TOKEN_INFO *info = self->uri != NULL ? p11_kit_uri_get_token_info (self->uri) : NULL;
  g_autofree char *name = sgn_token_uri_get_name (self);
  g_autofree char *serial = NULL;

  if (info == NULL)
    return g_steal_pointer (&name);
  serial = get_text (info->serialNumber, sizeof info->serialNumber);
  return g_strstrip (g_strdup_printf ("%s %s", name, serial));
}

char *
sgn_token_uri_format (SgnToken *token, GBytes *id)
{
  g_autoptr (P11KitUri) uri = p11_kit_uri_new ();
  char *text = NULL;
  char *copy;

  fill_info (p11_kit_uri_get_token_info (uri), token);
  if (id != NULL && g_bytes_get_size (id) > 0) {
    gsize size;
    const void *data = g_bytes_get_data (id, &size);
    CK_ATTRIBUTE attribute = { CKA_ID, (void *) data, size };

    p11_kit_uri_set_attribute (uri, &attribute);
  }
  if (p11_kit_uri_format (uri, P11_KIT_URI_FOR_OBJECT_ON_TOKEN, &text) != P11_KIT_URI_OK)
    return g_strdup ("");
  copy = g_strdup (text);
  free (text);
  return copy;
}

char *
sgn_token_get_uri (SgnToken *self)
{
  return sgn_token_uri_format (self, NULL);
}

char *
sgn_token_get_certificate_uri (SgnToken *self, SgnTokenCertificate *certificate)
{
  return sgn_token_uri_format (self, sgn_token_certificate_get_id (certificate));
}
