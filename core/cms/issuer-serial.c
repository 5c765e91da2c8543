/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

/* Issuer and serial number of a certificate as DER, for the SignerIdentifier and for
 * signingCertificateV2. */

#include "config.h"

#include "core/cms/issuer-serial.h"

static GBytes *
take_bytes (guint8 *data, int size)
{
  GBytes *bytes;

  g_assert (size > 0);
  bytes = g_bytes_new (data, (gsize) size);
  OPENSSL_free (data);
  return bytes;
}

GBytes *
sgn_issuer_encode (SgnCertificate *certificate)
{
  X509 *x509 = sgn_certificate_get_x509 (certificate);
  guint8 *data = NULL;
  int size = i2d_X509_NAME (X509_get_issuer_name (x509), &data);

  return take_bytes (data, size);
}

GBytes *
sgn_serial_encode (SgnCertificate *certificate)
{
  X509 *x509 = sgn_certificate_get_x509 (certificate);
  guint8 *data = NULL;
  int size = i2d_ASN1_INTEGER (X509_get0_serialNumber (x509), &data);

  return take_bytes (data, size);
}
