/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-create"

/* Makes certificates for testing: a root and one certificate issued by it. Two certificates rather
 * than a self-signed one, so that the key that signs programs can never issue anything, even where
 * the root is installed. */

#include "config.h"

#include "core/identity/make/create.h"

#include <glib/gi18n-lib.h>
#include <openssl/ec.h>
#include <openssl/err.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/identity/make/export.h"
#include "core/identity/make/save.h"

#define MAX_DAYS    36500
#define MAX_NAME    64 /* ub-common-name (RFC 5280, A.1) */
#define SERIAL_BITS 127
#define HOUR        (60 * 60)
#define DAY         (24 * HOUR)

#define ROOT_ORGANIZATION "Signet test certificates, trusted only where installed"

static gboolean
add_text (X509_NAME *subject, const char *type, const char *text)
{
  return X509_NAME_add_entry_by_txt (subject,
                                     type,
                                     MBSTRING_UTF8,
                                     (const guint8 *) text,
                                     -1,
                                     -1,
                                     0) == 1;
}

/* Positive and at most 20 bytes (RFC 5280, 4.1.2.2), with the top bit of 16 bytes clear so that DER
 * needs no leading zero. Random, because two certificates with the same issuer and number could not
 * be told apart, not even after deleting the first. */
static gboolean
set_serial (X509 *x509)
{
  g_autoptr (BIGNUM) serial = BN_new ();

  return BN_rand (serial, SERIAL_BITS, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
         BN_to_ASN1_INTEGER (serial, X509_get_serialNumber (x509)) != NULL;
}

/* Valid from an hour ago, because the clock of another computer may be slow. */
static gboolean
set_times (X509 *x509, guint days)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 end = now + (gint64) days * DAY;

  return ASN1_TIME_set (X509_getm_notBefore (x509), (time_t) (now - HOUR)) != NULL &&
         ASN1_TIME_set (X509_getm_notAfter (x509), (time_t) end) != NULL;
}

static gboolean
add_extension (X509 *x509, X509 *issuer, int nid, const char *value)
{
  X509V3_CTX context;
  X509_EXTENSION *extension;
  gboolean added;

  X509V3_set_ctx (&context, issuer, x509, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);
  added = extension != NULL && X509_add_ext (x509, extension, -1) == 1;
  X509_EXTENSION_free (extension);
  return added;
}

static gboolean
set_common (X509 *x509, EVP_PKEY *key, guint days)
{
  return X509_set_version (x509, X509_VERSION_3) == 1 && set_serial (x509) &&
         set_times (x509, days) && X509_set_pubkey (x509, key) == 1;
}

static X509 *
make_root (EVP_PKEY *key, guint days)
{
  g_autoptr (X509) x509 = X509_new ();
  X509_NAME *subject = X509_get_subject_name (x509);

  /* What the root may do is limited as far as possible, because people install it: pathlen:0
   * rules out further CAs (RFC 5280, 4.2.1.9), and the extended key usage limits everything it
   * issues to code signing, which Windows enforces. The name of the organization is there for
   * those who find the root later. */
  if (set_common (x509, key, days) && add_text (subject, "O", ROOT_ORGANIZATION) &&
      add_text (subject, "CN", SGN_TEST_ROOT_NAME) && X509_set_issuer_name (x509, subject) == 1 &&
      add_extension (x509, x509, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
      add_extension (x509, x509, NID_key_usage, "critical,keyCertSign") &&
      add_extension (x509, x509, NID_ext_key_usage, "codeSigning") &&
      add_extension (x509, x509, NID_subject_key_identifier, "hash") &&
      X509_sign (x509, key, EVP_sha256 ()) > 0)
    return g_steal_pointer (&x509);
  return NULL;
}

static X509 *
make_leaf (const char *name, EVP_PKEY *key, X509 *root, EVP_PKEY *root_key, guint days)
{
  g_autoptr (X509) x509 = X509_new ();

  /* The key identifiers (RFC 5280, 4.2.1.1 and 4.2.1.2) let Windows find the right root among
   * several test roots with the same name. */
  if (set_common (x509, key, days) && add_text (X509_get_subject_name (x509), "CN", name) &&
      X509_set_issuer_name (x509, X509_get_subject_name (root)) == 1 &&
      add_extension (x509, root, NID_basic_constraints, "critical,CA:FALSE") &&
      add_extension (x509, root, NID_key_usage, "critical,digitalSignature") &&
      add_extension (x509, root, NID_ext_key_usage, "codeSigning") &&
      add_extension (x509, root, NID_subject_key_identifier, "hash") &&
      add_extension (x509, root, NID_authority_key_identifier, "keyid:always") &&
      X509_sign (x509, root_key, EVP_sha256 ()) > 0)
    return g_steal_pointer (&x509);
  return NULL;
}

static GBytes *
make_pfx (X509 *leaf, EVP_PKEY *key, X509 *root, const char *name, const char *password)
{
  g_autoptr (SgnCertificate) certificate = sgn_certificate_new_for_x509 (leaf);
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func (g_object_unref);
  const SgnExportContent content = { certificate, chain, key, name, password };

  g_ptr_array_add (chain, sgn_certificate_new_for_x509 (root));
  return sgn_export (SGN_EXPORT_PFX, &content, NULL);
}

static GBytes *
x509_to_bytes (X509 *x509)
{
  unsigned char *data = NULL;
  int size = i2d_X509 (x509, &data);
  GBytes *bytes = size > 0 ? g_bytes_new (data, (gsize) size) : NULL;

  OPENSSL_free (data);
  return bytes;
}

/* The root's key is then destroyed, so nothing else can ever be issued by it. */
static gboolean
make_all (const SgnTestIdentity *self, GBytes **pfx, GBytes **root_der, GError **error)
{
  /* EC rather than RSA because generating takes no time; every Windows since Vista verifies it. */
  g_autoptr (EVP_PKEY) root_key = EVP_EC_gen ("P-256");
  g_autoptr (EVP_PKEY) key = EVP_EC_gen ("P-256");
  g_autoptr (X509) root = NULL;
  g_autoptr (X509) leaf = NULL;

  if (root_key != NULL && key != NULL)
    root = make_root (root_key, self->days);
  if (root != NULL)
    leaf = make_leaf (self->name, key, root, root_key, self->days);
  if (leaf != NULL)
    *pfx = make_pfx (leaf, key, root, self->name, self->password);
  if (*pfx != NULL)
    *root_der = x509_to_bytes (root);
  if (*root_der != NULL)
    return TRUE;
  sgn_error_set_openssl (error, SGN_ERROR_FAILED, _ ("the certificate could not be created"));
  return FALSE;
}

gboolean
sgn_identity_check_test (const char *name, guint days, GError **error)
{
  if (*name == '\0' || g_utf8_strlen (name, -1) > MAX_NAME) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_FAILED,
                 _ ("the name must have between 1 and %d characters"),
                 MAX_NAME);
    return FALSE;
  }
  if (days == 0 || days > MAX_DAYS) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_FAILED,
                 _ ("the validity must be between 1 and %d days"),
                 MAX_DAYS);
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_password (const char *password, GError **error)
{
  if (*password != '\0')
    return TRUE;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_PASSWORD_NEEDED,
                       _ ("the private key needs a password"));
  return FALSE;
}

/* Both files or neither: a root that does not belong to the certificate would be misleading. */
static gboolean
check_free (GFile *file, gboolean overwrite, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);

  if (overwrite || !g_file_query_exists (file, NULL))
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_EXISTS, name);
  return FALSE;
}

gboolean
sgn_identity_create_test (const SgnTestIdentity *self, GError **error)
{
  const SgnSaveFlags flags = self->overwrite ? SGN_SAVE_OVERWRITE : SGN_SAVE_NONE;
  g_autoptr (GBytes) pfx_der = NULL;
  g_autoptr (GBytes) root_der = NULL;

  g_return_val_if_fail (self->name != NULL && self->password != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (self->pfx) && G_IS_FILE (self->root), FALSE);

  return sgn_identity_check_test (self->name, self->days, error) &&
         check_password (self->password, error) && check_free (self->pfx, self->overwrite, error) &&
         check_free (self->root, self->overwrite, error) &&
         make_all (self, &pfx_der, &root_der, error) &&
         sgn_save (self->pfx, pfx_der, SGN_SAVE_PRIVATE | flags, error) &&
         sgn_save (self->root, root_der, flags, error);
}
