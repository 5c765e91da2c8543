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
  G_OBJECT_CLASS (class)->finalize = sgn_token_certificate_finalize;
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
