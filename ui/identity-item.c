/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/identity-item.h"

#include "core/base/text.h"

#define SECONDS_PER_DAY (24 * 60 * 60)

struct _SgnIdentityItem {
  GObject parent_instance;

  GFile *file;
  GFile *certificate_file;
  SgnIdentity *identity;
  char *origin;
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
  g_clear_object (&self->identity);
  g_free (self->origin);
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
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *utf8 = g_filename_display_name (basename);

  self->file = g_object_ref (file);
  g_set_object (&self->certificate_file, certificate);
  self->origin = sgn_text_display (utf8);
  self->name = g_strdup (self->origin);
  self->issuer = g_strdup ("");
  return self;
}

SgnIdentityItem *
sgn_identity_item_new_for_variant (GVariant *variant)
{
  const char *path, *certificate_path, *name, *issuer;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) certificate = NULL;
  SgnIdentityItem *self;
  gint64 not_after;

  g_variant_get (variant, "(&s&s&s&sx)", &path, &certificate_path, &name, &issuer, &not_after);
  if (path[0] == '\0')
    return NULL;
  file = g_file_parse_name (path);
  if (certificate_path[0] != '\0')
    certificate = g_file_parse_name (certificate_path);
  self = sgn_identity_item_new (file, certificate);
  if (name[0] != '\0') {
    g_free (self->name);
    self->name = sgn_text_display (name);
  }
  g_free (self->issuer);
  self->issuer = sgn_text_display (issuer);
  self->not_after = not_after;
  return self;
}

GVariant *
sgn_identity_item_to_variant (SgnIdentityItem *self)
{
  g_autofree char *path = g_file_get_parse_name (self->file);
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

void
sgn_identity_item_set_identity (SgnIdentityItem *self, SgnIdentity *identity)
{
  SgnCertificate *certificate = sgn_identity_get_certificate (identity);

  g_set_object (&self->identity, identity);
  g_free (self->name);
  self->name = g_strdup (sgn_certificate_get_name (certificate));
  g_free (self->issuer);
  self->issuer = g_strdup (sgn_certificate_get_issuer_name (certificate));
  self->not_after = sgn_certificate_get_not_after (certificate);
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
