/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pfx-write"

/* Writes PKCS #12 files, called PFX by Windows (RFC 7292): an AuthenticatedSafe of two
 * SafeContents, one with the certificates, encrypted as a whole, and one with the keys, each
 * encrypted by itself, and a MAC over both. That is the layout Windows and OpenSSL write
 * themselves. */

#include "config.h"

#include "core/identity/make/pfx-write.h"

#include "core/base/openssl.h"

/* More would be better against guessing, but .NET refuses files above 600,000 iterations, and it
 * adds up all parts of the file (KB5025823). */
#define ITERATIONS     100000
#define OLD_ITERATIONS 2000 /* the iteration count that Windows itself uses */

typedef struct {
  const char *password;
  int cipher;
  int iterations;
  const EVP_MD *mac;
  STACK_OF (PKCS12_SAFEBAG) * certificates;
  STACK_OF (PKCS12_SAFEBAG) * keys;
  STACK_OF (PKCS7) * safes;
} Pfx;

static void
pfx_clear (Pfx *self)
{
  sk_PKCS12_SAFEBAG_pop_free (self->certificates, PKCS12_SAFEBAG_free);
  sk_PKCS12_SAFEBAG_pop_free (self->keys, PKCS12_SAFEBAG_free);
  sk_PKCS7_pop_free (self->safes, PKCS7_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pfx, pfx_clear)

/* RFC 7292, 4.2: localKeyID links a certificate to its key; friendlyName is for users. */
static gboolean
mark (PKCS12_SAFEBAG *bag, X509 *x509, const char *name)
{
  unsigned char id[EVP_MAX_MD_SIZE];
  unsigned int size = 0;

  return bag != NULL && X509_digest (x509, EVP_sha1 (), id, &size) == 1 &&
         PKCS12_add_localkeyid (bag, id, (int) size) == 1 &&
         PKCS12_add_friendlyname_utf8 (bag, name, -1) == 1;
}

/* A pkcs8ShroudedKeyBag and a certBag (RFC 7292, 4.2.2 and 4.2.3). */
static gboolean
add_pair (Pfx *self, const SgnExportContent *content)
{
  X509 *x509 = sgn_certificate_get_x509 (content->certificate);
  const char *name = content->name != NULL ? content->name
                                           : sgn_certificate_get_name (content->certificate);

  return mark (PKCS12_add_cert (&self->certificates, x509), x509, name) &&
         mark (PKCS12_add_key (&self->keys,
                               content->key,
                               0,
                               self->iterations,
                               self->cipher,
                               self->password),
               x509,
               name);
}

static gboolean
add_pairs (Pfx *self, const SgnExportContent *contents, guint n_contents)
{
  g_autoptr (GPtrArray) written = sgn_export_list_own (contents, n_contents);

  for (guint i = 0; i < n_contents; i++)
    if (!add_pair (self, &contents[i]))
      return FALSE;
  for (guint i = 0; i < n_contents; i++) {
    g_autoptr (GPtrArray) chain = sgn_export_take_chain (&contents[i], written);

    for (guint j = 0; j < chain->len; j++)
      if (PKCS12_add_cert (&self->certificates, sgn_certificate_get_x509 (chain->pdata[j])) == NULL)
        return FALSE;
  }
  return TRUE;
}

/* The keys are encrypted already, so their SafeContents is plain data (RFC 7292, 4.1). The MAC is
 * derived from the same password (4). */
static PKCS12 *
finish (Pfx *self)
{
  g_autoptr (PKCS12) pfx = NULL;

  if (PKCS12_add_safe (&self->safes,
                       self->certificates,
                       self->cipher,
                       self->iterations,
                       self->password) == 1 &&
      PKCS12_add_safe (&self->safes, self->keys, -1, 0, NULL) == 1)
    pfx = PKCS12_add_safes (self->safes, 0);
  if (pfx == NULL ||
      PKCS12_set_mac (pfx, self->password, -1, NULL, 0, self->iterations, self->mac) != 1)
    return NULL;
  return g_steal_pointer (&pfx);
}

GBytes *
sgn_pfx_write (const SgnExportContent *contents, guint n_contents, gboolean old)
{
  g_auto (Pfx) self = {
    .password = contents[0].password,
    .cipher = old ? NID_pbe_WithSHA1And3_Key_TripleDES_CBC : NID_aes_256_cbc,
    .iterations = old ? OLD_ITERATIONS : ITERATIONS,
    /* Windows before 10 1709 does not support the second one. */
    .mac = old ? EVP_sha1 () : EVP_sha256 (),
  };
  g_autoptr (PKCS12) pfx = NULL;
  unsigned char *data = NULL;
  GBytes *bytes = NULL;
  int size = 0;

  if (add_pairs (&self, contents, n_contents))
    pfx = finish (&self);
  if (pfx != NULL)
    size = i2d_PKCS12 (pfx, &data);
  if (size > 0)
    bytes = g_bytes_new (data, (gsize) size);
  OPENSSL_free (data);
  return bytes;
}
