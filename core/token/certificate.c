/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-certificate"

/* A certificate on a token, as an item of a list. It belongs to the key with the same CKA_ID (PKCS
 * #11 2.40, 4.6). */

#include "config.h"

#include "core/base/oid.h"
#include "core/base/text.h"
#include "core/token/token.h"

struct _SgnTokenCertificate {
  GObject parent_instance;

  SgnCertificate *certificate;
  GBytes *id;
  char *label;
};

G_DEFINE_FINAL_TYPE (SgnTokenCertificate, sgn_token_certificate, G_TYPE_OBJECT)

enum { PROP_0, PROP_CERTIFICATE, PROP_LABEL, PROP_CODE_SIGNING, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void
sgn_token_certificate_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SgnTokenCertificate *self = SGN_TOKEN_CERTIFICATE (object);

  switch (id) {
  case PROP_CERTIFICATE:
    g_value_set_object (value, self->certificate);
    break;
  case PROP_LABEL:
    g_value_set_string (value, self->label);
    break;
  case PROP_CODE_SIGNING:
    g_value_set_boolean (value, sgn_token_certificate_is_code_signing (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
sgn_token_certificate_finalize (GObject *object)
{
  SgnTokenCertificate *self = SGN_TOKEN_CERTIFICATE (object);

  g_clear_object (&self->certificate);
  g_clear_pointer (&self->id, g_bytes_unref);
  g_free (self->label);
  G_OBJECT_CLASS (sgn_token_certificate_parent_class)->finalize (object);
}

static void
sgn_token_certificate_class_init (SgnTokenCertificateClass *class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (class)->get_property = sgn_token_certificate_get_property;
  G_OBJECT_CLASS (class)->finalize = sgn_token_certificate_finalize;
  properties[PROP_CERTIFICATE] = g_param_spec_object ("certificate",
                                                      NULL,
                                                      NULL,
                                                      SGN_TYPE_CERTIFICATE,
                                                      flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_CODE_SIGNING] = g_param_spec_boolean ("code-signing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
}

static void
sgn_token_certificate_init (SgnTokenCertificate *self)
{
}

SgnTokenCertificate *
sgn_token_certificate_new (SgnCertificate *certificate, GBytes *id, const char *label)
{
  SgnTokenCertificate *self = g_object_new (SGN_TYPE_TOKEN_CERTIFICATE, NULL);

  self->certificate = g_object_ref (certificate);
  self->id = g_bytes_ref (id);
  self->label = sgn_text_display (label != NULL ? label : "");
  return self;
}

SgnCertificate *
sgn_token_certificate_get_certificate (SgnTokenCertificate *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_CERTIFICATE (self), NULL);
  return self->certificate;
}

GBytes *
sgn_token_certificate_get_id (SgnTokenCertificate *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_CERTIFICATE (self), NULL);
  return self->id;
}

const char *
sgn_token_certificate_get_label (SgnTokenCertificate *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_CERTIFICATE (self), NULL);
  return self->label;
}

gboolean
sgn_token_certificate_is_code_signing (SgnTokenCertificate *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_CERTIFICATE (self), FALSE);
  return sgn_certificate_has_usage (self->certificate, SGN_OID_EKU_CODE_SIGNING);
}
