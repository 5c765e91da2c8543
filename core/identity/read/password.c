/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-password"

/* Tries one password on whatever protects a key. Everything old about PKCS #12 comes together here:
 * character sets, no password that differs from the empty one, and ciphers that OpenSSL 3 has moved
 * to its legacy provider. */

#include "config.h"

#include "core/identity/read/password.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/provider.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/openssl.h"

/* Takes some seconds. Export functions use 2,000 to 10,000 (KB5025823); PBKDF2 allows any number,
 * so a file could keep the computer busy for days. */
#define MAX_ITERATIONS 5000000

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PBEPARAM, PBEPARAM_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PBE2PARAM, PBE2PARAM_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PBKDF2PARAM, PBKDF2PARAM_free)

static void
add_text (SgnPasswords *self, const char *text, gsize size)
{
  char *copy = NULL;

  if (text != NULL) {
    copy = g_malloc (size + 1);
    memcpy (copy, text, size);
    copy[size] = '\0';
  }
  self->texts[self->n_texts++] = copy;
}

/* Reads each UTF-8 byte as a Latin-1 character, as OpenSSL before 1.1 did. */
static void
add_raw (SgnPasswords *self, const char *utf8, gsize size)
{
  char *raw = g_malloc (2 * size + 1);
  gsize length = 0;

  for (gsize i = 0; i < size; i++)
    length += (gsize) g_unichar_to_utf8 ((guint8) utf8[i], raw + length);
  add_text (self, raw, length);
  OPENSSL_cleanse (raw, length);
  g_free (raw);
}

/* The password in Latin-1, as a program in such a locale would have passed it. */
static void
add_latin1 (SgnPasswords *self, const char *utf8, gsize size)
{
  char *latin1 = g_malloc (size + 1);
  const char *end = utf8 + size;
  gsize length = 0;
  gboolean fits = TRUE;

  for (const char *p = utf8; p < end && fits; p = g_utf8_next_char (p)) {
    gunichar character = g_utf8_get_char (p);

    fits = character <= 0xff;
    latin1[length++] = (char) (character & 0xff);
  }
  if (fits)
    add_text (self, latin1, length);
  OPENSSL_cleanse (latin1, length);
  g_free (latin1);
}

static gboolean
is_ascii (const char *text, gsize size)
{
  for (gsize i = 0; i < size; i++) {
    if ((guint8) text[i] >= 0x80)
      return FALSE;
  }
  return TRUE;
}

SgnPasswords *
sgn_passwords_new (const char *utf8, gsize size)
{
  SgnPasswords *self = g_new0 (SgnPasswords, 1);

  /* PKCS #12 turns the password into a BMPString that ends in a zero character (RFC 7292, B.1), so
   * the empty password is two bytes long and no password has none. Both occur. */
  if (utf8 == NULL || size == 0) {
    add_text (self, NULL, 0);
    add_text (self, "", 0);
    return self;
  }
  add_text (self, utf8, size);
  if (is_ascii (utf8, size) || !g_utf8_validate_len (utf8, size, NULL))
    return self;
  add_raw (self, utf8, size);
  add_latin1 (self, utf8, size);
  return self;
}

void
sgn_passwords_free (SgnPasswords *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_texts; i++) {
    if (self->texts[i] != NULL)
      OPENSSL_cleanse (self->texts[i], strlen (self->texts[i]));
    g_free (self->texts[i]);
  }
  g_free (self);
}

static gpointer
create_context (gpointer unused)
{
  OSSL_LIB_CTX *context = OSSL_LIB_CTX_new ();

  OSSL_PROVIDER_load (context, "default");
  OSSL_PROVIDER_load (context, "legacy"); /* Without it, old files fail with PFX_CIPHER. */
  ERR_clear_error ();
  return context;
}

OSSL_LIB_CTX *
sgn_password_get_context (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, create_context, NULL);
}

/* OpenSSL has a reason code for each way in which an algorithm can be unknown. */
static gboolean
is_cipher_reason (unsigned long code)
{
  int reason = ERR_GET_REASON (code);

  if (reason == ERR_R_UNSUPPORTED)
    return TRUE;
  if (ERR_GET_LIB (code) == ERR_LIB_PKCS12)
    return reason == PKCS12_R_UNKNOWN_DIGEST_ALGORITHM;
  if (ERR_GET_LIB (code) != ERR_LIB_EVP)
    return FALSE;
  return reason == EVP_R_UNKNOWN_PBE_ALGORITHM || reason == EVP_R_UNKNOWN_CIPHER ||
         reason == EVP_R_UNSUPPORTED_CIPHER || reason == EVP_R_UNSUPPORTED_PRF ||
         reason == EVP_R_UNSUPPORTED_ALGORITHM || reason == EVP_R_UNSUPPORTED_KEYLENGTH ||
         reason == EVP_R_UNSUPPORTED_KEY_DERIVATION_FUNCTION ||
         reason == EVP_R_UNSUPPORTED_PRIVATE_KEY_ALGORITHM;
}

static const char *
get_message (int code)
{
  switch (code) {
  case SGN_ERROR_PFX_PASSWORD:
    return _ ("wrong password");
  case SGN_ERROR_PFX_CIPHER:
    return _ ("unknown encryption method");
  default:
    return _ ("unreadable content");
  }
}

void
sgn_password_set_error (GError **error, int otherwise)
{
  int code = otherwise;

  for (unsigned long reason; (reason = ERR_get_error ()) != 0;) {
    if (is_cipher_reason (reason))
      code = SGN_ERROR_PFX_CIPHER;
  }
  g_set_error_literal (error, SGN_ERROR, code, get_message (code));
}

/* PBES2 (RFC 8018, A.4) nests its count in the parameters of PBKDF2 (A.2); older schemes have a
 * PBEParameter (A.3; RFC 7292, C). */
static gint64
get_iterations (const X509_ALGOR *algorithm)
{
  const ASN1_OBJECT *object;
  g_autoptr (PBEPARAM) old = NULL;
  g_autoptr (PBE2PARAM) new = NULL;
  g_autoptr (PBKDF2PARAM) kdf = NULL;
  const ASN1_INTEGER *count = NULL;
  gint64 iterations = 0;

  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  if (OBJ_obj2nid (object) != NID_pbes2) {
    old = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (PBEPARAM), algorithm->parameter);
    count = old != NULL ? old->iter : NULL;
  } else {
    new = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (PBE2PARAM), algorithm->parameter);
    if (new != NULL && OBJ_obj2nid (new->keyfunc->algorithm) == NID_id_pbkdf2)
      kdf = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (PBKDF2PARAM), new->keyfunc->parameter);
    count = kdf != NULL ? kdf->iter : NULL;
  }
  ERR_clear_error (); /* Parameters that cannot be read here fail when they are used. */
  if (count != NULL && ASN1_INTEGER_get_int64 (&iterations, count) != 1)
    return G_MAXINT64;
  return iterations;
}

gboolean
sgn_password_check_cost (const X509_ALGOR *algorithm, GError **error)
{
  if (get_iterations (algorithm) <= MAX_ITERATIONS)
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PFX_DAMAGED, _ ("too many iterations"));
  return FALSE;
}

EVP_PKEY *
sgn_password_take_key (PKCS8_PRIV_KEY_INFO *plain, GError **error)
{
  EVP_PKEY *key = EVP_PKCS82PKEY (plain);

  if (key == NULL)
    sgn_error_set_openssl (error, SGN_ERROR_KEY_UNSUPPORTED, _ ("unknown type of key"));
  return key;
}

/* PKCS #12 treats no password and the empty one as different. PBES2 does not, and each try is
 * slow. */
static gboolean
is_repeated (const X509_ALGOR *algorithm, const char *text, guint index)
{
  const ASN1_OBJECT *object;

  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  return index > 0 && *text == '\0' && OBJ_obj2nid (object) == NID_pbes2;
}

EVP_PKEY *
sgn_password_open_key (const X509_SIG *sealed, const SgnPasswords *passwords, GError **error)
{
  OSSL_LIB_CTX *context = sgn_password_get_context ();
  const X509_ALGOR *algorithm;
  PKCS8_PRIV_KEY_INFO *plain = NULL;
  EVP_PKEY *key;

  X509_SIG_get0 (sealed, &algorithm, NULL);
  if (!sgn_password_check_cost (algorithm, error))
    return NULL;
  ERR_clear_error ();
  for (guint i = 0; i < passwords->n_texts && plain == NULL; i++) {
    const char *text = passwords->texts[i];

    if (is_repeated (algorithm, text, i))
      break;
    plain = PKCS8_decrypt_ex (sealed, text, text != NULL ? (int) strlen (text) : 0, context, NULL);
  }
  if (plain == NULL) {
    sgn_password_set_error (error, SGN_ERROR_PFX_PASSWORD);
    return NULL;
  }
  ERR_clear_error ();
  /* The plain form moves the key to the default context: keys of different contexts cannot be
   * combined. */
  key = sgn_password_take_key (plain, error);
  PKCS8_PRIV_KEY_INFO_free (plain);
  return key;
}
