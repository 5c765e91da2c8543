/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-anchors"

/* Trusted roots, by subject. The system's bundle has hundreds, of which one is needed, so its
 * certificates are found by a look at their DER and parsed when they are. */

#include "config.h"

#include "core/trust/anchors.h"

#include <glib/gi18n-lib.h>
#include <openssl/asn1.h>
#include <string.h>

#include "core/asn1/der.h"
#include "core/base/error.h"
#include "core/base/keyed-hash.h"
#include "core/trust/windows/builtin.h"

/* Where distributions keep their bundle: Debian, Fedora, openSUSE, older Red Hat, Alpine. The first
 * one that has certificates is used. */
static const char *const bundles[] = {
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/cert.pem",
};

/* Certificates are parsed on demand, because most of them are never used. */
typedef struct {
  GBytes *der;
  SgnCertificate *certificate; /* protected by parse_lock */
} Anchor;

struct _SgnAnchors {
  gatomicrefcount refs;
  GHashTable *by_subject; /* GBytes of the name's DER → GPtrArray of Anchor */
  guint size;
  gboolean with_system;
  SgnRootList *listed;       /* (nullable): roots that Windows trusts */
  SgnDisallowed *disallowed; /* (nullable) */
  SgnAnchors *known;         /* (nullable): certificates that may help a chain */
};

static GMutex parse_lock;

static void
anchor_free (gpointer data)
{
  Anchor *anchor = data;

  g_bytes_unref (anchor->der);
  g_clear_object (&anchor->certificate);
  g_free (anchor);
}

SgnAnchors *
sgn_anchors_new (void)
{
  SgnAnchors *self = g_new0 (SgnAnchors, 1);

  g_atomic_ref_count_init (&self->refs);
  self->by_subject = g_hash_table_new_full (sgn_keyed_hash_bytes,
                                            g_bytes_equal,
                                            (GDestroyNotify) g_bytes_unref,
                                            (GDestroyNotify) g_ptr_array_unref);
  return self;
}

SgnAnchors *
sgn_anchors_ref (SgnAnchors *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sgn_anchors_unref (SgnAnchors *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->by_subject);
  g_clear_pointer (&self->listed, sgn_root_list_unref);
  g_clear_pointer (&self->disallowed, sgn_disallowed_unref);
  g_clear_pointer (&self->known, sgn_anchors_unref);
  g_free (self);
}

/* RFC 5280 6.1.1 d compares name and key; here it is the whole certificate, so that no other one
 * with the same key can take a root's place. */
static Anchor *
find_der (GPtrArray *list, GBytes *der)
{
  for (guint i = 0; list != NULL && i < list->len; i++) {
    Anchor *anchor = g_ptr_array_index (list, i);

    if (g_bytes_equal (anchor->der, der))
      return anchor;
  }
  return NULL;
}

static void
add (SgnAnchors *self, GBytes *subject, GBytes *der, SgnCertificate *certificate)
{
  GPtrArray *list = g_hash_table_lookup (self->by_subject, subject);
  Anchor *anchor;

  if (find_der (list, der) != NULL)
    return;
  if (list == NULL) {
    list = g_ptr_array_new_with_free_func (anchor_free);
    g_hash_table_insert (self->by_subject, g_bytes_ref (subject), list);
  }
  anchor = g_new0 (Anchor, 1);
  anchor->der = g_bytes_ref (der);
  g_set_object (&anchor->certificate, certificate);
  g_ptr_array_add (list, anchor);
  self->size++;
}

/* TBSCertificate (RFC 5280, 4.1): version, serialNumber, signature, issuer, validity, subject */
static GBytes *
find_subject (GBytes *der)
{
  SgnDer rest = sgn_der_from_bytes (der);
  SgnDerElement certificate, tbs, element;

  if (!sgn_der_expect (&rest, SGN_TAG_SEQUENCE, &certificate, NULL) ||
      !sgn_der_expect (&certificate.content, SGN_TAG_SEQUENCE, &tbs, NULL))
    return NULL;
  /* version [0], absent in version 1. */
  sgn_der_optional (&tbs.content, 0xa0, &element);
  for (guint i = 0; i < 5; i++) {
    if (!sgn_der_next (&tbs.content, &element, NULL))
      return NULL;
  }
  return sgn_der_to_bytes (element.whole);
}

static void
add_base64 (SgnAnchors *self, const char *text, gsize size)
{
  g_autofree char *copy = g_strndup (text, size);
  gsize length = 0;
  guint8 *bytes = g_base64_decode_inplace (copy, &length);
  g_autoptr (GBytes) der = g_bytes_new (bytes, length);
  g_autoptr (GBytes) subject = find_subject (der);

  if (subject != NULL)
    add (self, subject, der, NULL);
}

static void
add_bundle (SgnAnchors *self, const char *text)
{
  const char *const begin = "-----BEGIN CERTIFICATE-----";
  const char *start;

  for (const char *rest = text; (start = strstr (rest, begin)) != NULL;) {
    const char *end;

    start += strlen (begin);
    end = strstr (start, "-----END CERTIFICATE-----");
    /* A bundle that is cut off still has its other certificates. */
    if (end == NULL)
      return;
    add_base64 (self, start, (gsize) (end - start));
    rest = end;
  }
}

/* Read when first needed, and never again: a process is not long-lived enough for roots to
 * change. */
static gpointer
read_system (gpointer unused)
{
  SgnAnchors *self = sgn_anchors_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (bundles) && self->size == 0; i++) {
    g_autofree char *text = NULL;

    if (g_file_get_contents (bundles[i], &text, NULL, NULL))
      add_bundle (self, text);
  }
  return self;
}

static SgnAnchors *
get_system (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, read_system, NULL);
}

gboolean
sgn_anchors_add_system (SgnAnchors *self, GError **error)
{
  /* Only a flag, since all sets share the one copy. */
  self->with_system = get_system ()->size != 0;
  if (!self->with_system)
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FILE_UNREADABLE,
                         _ ("this system has no root certificates"));
  return self->with_system;
}

static GBytes *
name_to_bytes (const X509_NAME *name)
{
  const unsigned char *der;
  size_t size;

  if (X509_NAME_get0_der (name, &der, &size) != 1)
    return g_bytes_new (NULL, 0);
  return g_bytes_new (der, size);
}

void
sgn_anchors_add (SgnAnchors *self, SgnCertificate *certificate)
{
  X509 *x509 = sgn_certificate_get_x509 (certificate);
  g_autoptr (GBytes) subject = name_to_bytes (X509_get_subject_name (x509));

  add (self, subject, sgn_certificate_get_der (certificate), certificate);
}

guint
sgn_anchors_get_size (SgnAnchors *self)
{
  return self->size + (self->with_system ? get_system ()->size : 0);
}

void
sgn_anchors_set_windows (SgnAnchors *self, SgnRootList *roots)
{
  g_clear_pointer (&self->listed, sgn_root_list_unref);
  self->listed = sgn_root_list_ref (roots);
}

SgnRootList *
sgn_anchors_get_windows (SgnAnchors *self)
{
  return self->listed;
}

void
sgn_anchors_set_disallowed (SgnAnchors *self, SgnDisallowed *disallowed)
{
  g_clear_pointer (&self->disallowed, sgn_disallowed_unref);
  self->disallowed = sgn_disallowed_ref (disallowed);
}

SgnDisallowed *
sgn_anchors_get_disallowed (SgnAnchors *self)
{
  return self->disallowed;
}

void
sgn_anchors_set_known (SgnAnchors *self, SgnAnchors *known)
{
  g_clear_pointer (&self->known, sgn_anchors_unref);
  self->known = sgn_anchors_ref (known);
}

SgnTrustSource
sgn_anchors_get_source (SgnAnchors *self)
{
  if (self->listed != NULL)
    return SGN_TRUST_WINDOWS;
  return self->with_system ? SGN_TRUST_SYSTEM : SGN_TRUST_NONE;
}

/* Whether the person or the system trusts it, without further rules. */
static gboolean
contains_plainly (SgnAnchors *self, SgnCertificate *certificate)
{
  X509 *x509 = sgn_certificate_get_x509 (certificate);
  g_autoptr (GBytes) subject = name_to_bytes (X509_get_subject_name (x509));
  GBytes *der = sgn_certificate_get_der (certificate);

  if (find_der (g_hash_table_lookup (self->by_subject, subject), der) != NULL)
    return TRUE;
  return self->with_system &&
         find_der (g_hash_table_lookup (get_system ()->by_subject, subject), der) != NULL;
}

gboolean
sgn_anchors_contains (SgnAnchors *self, SgnCertificate *certificate)
{
  return contains_plainly (self, certificate) ||
         (self->listed != NULL && sgn_root_list_find (self->listed, certificate) != NULL);
}

const SgnListedRoot *
sgn_anchors_find_listed (SgnAnchors *self, SgnCertificate *certificate)
{
  if (self->listed == NULL || contains_plainly (self, certificate))
    return NULL;
  return sgn_root_list_find (self->listed, certificate);
}

static void
collect (SgnAnchors *self, GBytes *subject, GPtrArray *ret)
{
  GPtrArray *list = g_hash_table_lookup (self->by_subject, subject);

  /* Sets are shared by threads, and the first who needs a root parses it. */
  g_mutex_lock (&parse_lock);
  for (guint i = 0; list != NULL && i < list->len; i++) {
    Anchor *anchor = g_ptr_array_index (list, i);

    if (anchor->certificate == NULL)
      anchor->certificate = sgn_certificate_new (anchor->der, NULL);
    if (anchor->certificate != NULL)
      g_ptr_array_add (ret, g_object_ref (anchor->certificate));
  }
  g_mutex_unlock (&parse_lock);
}

static void
collect_all (SgnAnchors *self, GBytes *subject, GPtrArray *ret)
{
  collect (self, subject, ret);
  if (self->with_system)
    collect (get_system (), subject, ret);
  if (self->listed != NULL)
    sgn_builtin_certificates_find (subject, ret);
  if (self->known != NULL)
    collect_all (self->known, subject, ret);
}

GPtrArray *
sgn_anchors_find (SgnAnchors *self, const X509_NAME *subject)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) name = name_to_bytes (subject);

  collect_all (self, name, found);
  return found;
}
