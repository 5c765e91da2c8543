/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/identities/identity-item.h"

#include "core/base/text.h"
#include "core/identity/read/source.h"
#include "core/token/uri.h"
#include "ui/base/shown-name.h"

#define TOKEN_SCHEME    "pkcs11:"
#define SECONDS_PER_DAY (24 * 60 * 60)

struct _SgnIdentityItem {
  GObject parent_instance;

  GFile *file; /* NULL: on a token */
  GFile *certificate_file;
  SgnCertificate *certificate; /* NULL while nobody has read it */
  char *uri;
  SgnIdentity *identity;
  char *origin;
  char *token_name;
  char *name;
  char *issuer;
  gint64 not_after;
};

G_DEFINE_FINAL_TYPE (SgnIdentityItem, sgn_identity_item, G_TYPE_OBJECT)

static void
sgn_identity_item_finalize (GObject *object)
{
  SgnIdentityItem *self = SGN_IDENTITY_ITEM (object);

  g_clear_object (&self->file);
  g_clear_object (&self->certificate_file);
  g_clear_object (&self->certificate);
  g_clear_object (&self->identity);
  g_free (self->uri);
  g_free (self->origin);
  g_free (self->token_name);
  g_free (self->name);
  g_free (self->issuer);
  G_OBJECT_CLASS (sgn_identity_item_parent_class)->finalize (object);
}

static void
sgn_identity_item_class_init (SgnIdentityItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_identity_item_finalize;
}

static void
sgn_identity_item_init (SgnIdentityItem *self)
{
}

SgnIdentityItem *
sgn_identity_item_new (GFile *file, GFile *certificate)
{
  SgnIdentityItem *self = g_object_new (SGN_TYPE_IDENTITY_ITEM, NULL);

  self->file = g_object_ref (file);
  g_set_object (&self->certificate_file, certificate);
  self->origin = sgn_shown_name (file);
  self->name = g_strdup (self->origin);
  self->issuer = g_strdup ("");
  return self;
}

static void
take_certificate (SgnIdentityItem *self, SgnCertificate *certificate)
{
  g_set_object (&self->certificate, certificate);
  g_free (self->name);
  self->name = g_strdup (sgn_certificate_get_name (certificate));
  g_free (self->issuer);
  self->issuer = g_strdup (sgn_certificate_get_issuer_name (certificate));
  self->not_after = sgn_certificate_get_not_after (certificate);
}

/* Takes @text. NULL: it names no token. */
static SgnIdentityItem *
new_for_uri (char *text)
{
  g_autoptr (SgnTokenUri) uri = sgn_token_uri_parse (text, NULL);
  SgnIdentityItem *self;

  if (uri == NULL) {
    g_free (text);
    return NULL;
  }
  self = g_object_new (SGN_TYPE_IDENTITY_ITEM, NULL);
  self->uri = text;
  self->origin = sgn_token_uri_get_title (uri);
  self->token_name = sgn_token_uri_get_name (uri);
  self->name = g_strdup (self->origin);
  self->issuer = g_strdup ("");
  return self;
}

SgnIdentityItem *
sgn_identity_item_new_for_token (SgnToken *token, SgnTokenCertificate *certificate)
{
  SgnIdentityItem *self = new_for_uri (sgn_token_get_certificate_uri (token, certificate));

  g_assert (self != NULL);
  take_certificate (self, sgn_token_certificate_get_certificate (certificate));
  return self;
}

SgnIdentityItem *
sgn_identity_item_new_for_token_file (SgnToken *token, GFile *file, GError **error)
{
  g_autoptr (GPtrArray) certificates = sgn_certificates_load (file, error);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  SgnIdentityItem *self;

  if (certificates == NULL ||
      !sgn_identity_check_certificate (g_ptr_array_index (certificates, 0), now, error))
    return NULL;
  self = new_for_uri (sgn_token_get_uri (token));
  g_assert (self != NULL);
  self->certificate_file = g_object_ref (file);
  take_certificate (self, g_ptr_array_index (certificates, 0));
  return self;
}

/* The setting may hold a value of any type. */
static SgnIdentityItem *
new_for_path (const char *path, GFile *certificate)
{
  g_autoptr (GFile) file = NULL;
  SgnIdentityItem *self;

  if (!g_str_has_prefix (path, TOKEN_SCHEME)) {
    file = g_file_parse_name (path);
    return sgn_identity_item_new (file, certificate);
  }
  self = new_for_uri (g_strdup (path));
  if (self != NULL)
    g_set_object (&self->certificate_file, certificate);
  return self;
}

SgnIdentityItem *
sgn_identity_item_new_for_variant (GVariant *variant)
{
  const char *path, *certificate_path, *name, *issuer;
  g_autoptr (GFile) certificate = NULL;
  SgnIdentityItem *self;
  gint64 not_after;

  g_variant_get (variant, "(&s&s&s&sx)", &path, &certificate_path, &name, &issuer, &not_after);
  if (certificate_path[0] != '\0')
    certificate = g_file_parse_name (certificate_path);
  self = path[0] != '\0' ? new_for_path (path, certificate) : NULL;
  if (self == NULL)
    return NULL;
  if (name[0] != '\0') {
    g_free (self->name);
    self->name = sgn_text_display (name);
  }
  g_free (self->issuer);
  self->issuer = sgn_text_display (issuer);
  self->not_after = not_after;
  return self;
}

char *
sgn_identity_item_get_key (SgnIdentityItem *self)
{
  return self->file != NULL ? g_file_get_parse_name (self->file) : g_strdup (self->uri);
}

GVariant *
sgn_identity_item_to_variant (SgnIdentityItem *self)
{
  g_autofree char *path = sgn_identity_item_get_key (self);
  g_autofree char *certificate_path = self->certificate_file != NULL
                                          ? g_file_get_parse_name (self->certificate_file)
                                          : NULL;

  return g_variant_new (SGN_IDENTITY_ITEM_VARIANT,
                        path,
                        certificate_path != NULL ? certificate_path : "",
                        self->not_after != 0 ? self->name : "",
                        self->issuer,
                        self->not_after);
}

GFile *
sgn_identity_item_get_file (SgnIdentityItem *self)
{
  return self->file;
}

const char *
sgn_identity_item_get_uri (SgnIdentityItem *self)
{
  return self->uri;
}

gboolean
sgn_identity_item_is_on (SgnIdentityItem *self, SgnToken *token)
{
  g_autoptr (SgnTokenUri) uri = self->uri != NULL ? sgn_token_uri_parse (self->uri, NULL) : NULL;

  return uri != NULL && sgn_token_uri_matches_token (uri, token);
}

static gboolean
is_same_file (GFile *a, GFile *b)
{
  return a == b || (a != NULL && b != NULL && g_file_equal (a, b));
}

gboolean
sgn_identity_item_equal (SgnIdentityItem *self, SgnIdentityItem *other)
{
  if (self->uri == NULL || other->uri == NULL)
    return is_same_file (self->file, other->file) && self->file != NULL;
  return g_str_equal (self->uri, other->uri) &&
         is_same_file (self->certificate_file, other->certificate_file);
}

GFile *
sgn_identity_item_get_certificate_file (SgnIdentityItem *self)
{
  return self->certificate_file;
}

SgnIdentity *
sgn_identity_item_get_identity (SgnIdentityItem *self)
{
  return self->identity;
}

SgnCertificate *
sgn_identity_item_get_certificate (SgnIdentityItem *self)
{
  return self->certificate;
}

void
sgn_identity_item_set_identity (SgnIdentityItem *self, SgnIdentity *identity)
{
  g_set_object (&self->identity, identity);
  take_certificate (self, sgn_identity_get_certificate (identity));
}

const char *
sgn_identity_item_get_name (SgnIdentityItem *self)
{
  return self->name;
}

const char *
sgn_identity_item_get_issuer (SgnIdentityItem *self)
{
  return self->issuer;
}

const char *
sgn_identity_item_get_origin (SgnIdentityItem *self)
{
  return self->origin;
}

const char *
sgn_identity_item_get_token_name (SgnIdentityItem *self)
{
  return self->token_name;
}

gint64
sgn_identity_item_get_not_after (SgnIdentityItem *self)
{
  return self->not_after;
}

int
sgn_identity_item_get_days_left (SgnIdentityItem *self, gint64 now)
{
  if (self->not_after == 0)
    return G_MAXINT;
  if (self->not_after < now)
    return -1;
  return (int) MIN ((self->not_after - now) / SECONDS_PER_DAY, G_MAXINT - 1);
}
