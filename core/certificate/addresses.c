/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-certificate"
#include "config.h"

#include "core/certificate/addresses.h"

#include <openssl/err.h>
#include <string.h>

#include "core/base/openssl.h"

#define MAX_ADDRESSES 3
#define MAX_LENGTH    2000
#define SCHEME        "http://"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CRL_DIST_POINTS, CRL_DIST_POINTS_free)

static void
add (GPtrArray *addresses, const GENERAL_NAME *name)
{
  const ASN1_IA5STRING *string = name->d.uniformResourceIdentifier;
  const char *text;
  gsize size;

  if (name->type != GEN_URI || addresses->len == MAX_ADDRESSES)
    return;
  text = (const char *) ASN1_STRING_get0_data (string);
  size = (gsize) ASN1_STRING_length (string);
  if (size <= MAX_LENGTH && memchr (text, '\0', size) == NULL && size > strlen (SCHEME) &&
      g_ascii_strncasecmp (text, SCHEME, strlen (SCHEME)) == 0)
    g_ptr_array_add (addresses, g_strndup (text, size));
}

static char **
end (GPtrArray *addresses)
{
  g_ptr_array_add (addresses, NULL);
  return (char **) g_ptr_array_free (addresses, FALSE);
}

static char **
get_access_addresses (SgnCertificate *certificate, int method)
{
  X509 *x509 = sgn_certificate_get_x509 (certificate);
  g_autoptr (AUTHORITY_INFO_ACCESS) access = NULL;
  GPtrArray *addresses = g_ptr_array_new ();

  access = X509_get_ext_d2i (x509, NID_info_access, NULL, NULL);
  ERR_clear_error ();
  for (int i = 0; access != NULL && i < sk_ACCESS_DESCRIPTION_num (access); i++) {
    const ACCESS_DESCRIPTION *entry = sk_ACCESS_DESCRIPTION_value (access, i);

    if (OBJ_obj2nid (entry->method) == method)
      add (addresses, entry->location);
  }
  return end (addresses);
}

char **
sgn_certificate_get_issuer_addresses (SgnCertificate *certificate)
{
  return get_access_addresses (certificate, NID_ad_ca_issuers);
}

char **
sgn_certificate_get_responders (SgnCertificate *certificate)
{
  return get_access_addresses (certificate, NID_ad_OCSP);
}

/* Points for some reasons only, and lists that another authority issues, cannot clear anybody. */
static gboolean
is_whole (const DIST_POINT *point)
{
  return point->distpoint != NULL && point->distpoint->type == 0 && point->reasons == NULL &&
         point->CRLissuer == NULL;
}

char **
sgn_certificate_get_list_addresses (SgnCertificate *certificate)
{
  X509 *x509 = sgn_certificate_get_x509 (certificate);
  g_autoptr (CRL_DIST_POINTS) points = NULL;
  GPtrArray *addresses = g_ptr_array_new ();

  points = X509_get_ext_d2i (x509, NID_crl_distribution_points, NULL, NULL);
  ERR_clear_error ();
  for (int i = 0; points != NULL && i < sk_DIST_POINT_num (points); i++) {
    const DIST_POINT *point = sk_DIST_POINT_value (points, i);

    for (int j = 0; is_whole (point) && j < sk_GENERAL_NAME_num (point->distpoint->name.fullname);
         j++)
      add (addresses, sk_GENERAL_NAME_value (point->distpoint->name.fullname, j));
  }
  return end (addresses);
}
