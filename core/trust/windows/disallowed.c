/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-disallowed"
#include "config.h"

#include "core/trust/windows/disallowed.h"

#include "core/base/hash.h"
#include "core/base/keyed-hash.h"

struct _SgnDisallowed {
  gatomicrefcount refs;
  gint64 date;
  GBytes *sequence;
  GHashTable *identifiers;    /* of GBytes */
  gboolean has[SGN_N_HASHES]; /* whether there are identifiers made with this algorithm */
};

static void
add (SgnDisallowed *self, SgnDer identifier)
{
  for (SgnHash hash = 0; hash < SGN_N_HASHES; hash++)
    if (identifier.size == sgn_hash_get_size (hash)) {
      self->has[hash] = TRUE;
      g_hash_table_add (self->identifiers, sgn_der_to_bytes (identifier));
    }
}

SgnDisallowed *
sgn_disallowed_read (const SgnCtl *ctl)
{
  SgnDisallowed *self = g_new0 (SgnDisallowed, 1);

  g_atomic_ref_count_init (&self->refs);
  self->date = ctl->time;
  self->sequence = sgn_der_to_bytes (ctl->sequence);
  self->identifiers = g_hash_table_new_full (sgn_keyed_hash_bytes,
                                             g_bytes_equal,
                                             (GDestroyNotify) g_bytes_unref,
                                             NULL);
  for (guint i = 0; i < ctl->subjects->len; i++)
    add (self, g_array_index (ctl->subjects, SgnCtlSubject, i).identifier);
  return self;
}

SgnDisallowed *
sgn_disallowed_ref (SgnDisallowed *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sgn_disallowed_unref (SgnDisallowed *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_bytes_unref (self->sequence);
  g_hash_table_unref (self->identifiers);
  g_free (self);
}

gint64
sgn_disallowed_get_date (SgnDisallowed *self)
{
  return self->date;
}

GBytes *
sgn_disallowed_get_sequence (SgnDisallowed *self)
{
  return self->sequence;
}

guint
sgn_disallowed_get_size (SgnDisallowed *self)
{
  return g_hash_table_size (self->identifiers);
}

static gboolean
has_digest (SgnDisallowed *self, SgnHash hash, gconstpointer data, gsize size)
{
  g_autoptr (GBytes) digest = self->has[hash] ? sgn_hash_data (hash, data, size) : NULL;

  return digest != NULL && g_hash_table_contains (self->identifiers, digest);
}

static gboolean
has_key (SgnDisallowed *self, SgnCertificate *certificate)
{
  const ASN1_BIT_STRING *key = X509_get0_pubkey_bitstr (sgn_certificate_get_x509 (certificate));

  return key != NULL && has_digest (self,
                                    SGN_HASH_MD5,
                                    ASN1_STRING_get0_data (key),
                                    (gsize) ASN1_STRING_length (key));
}

/* TBSCertificate as received, the first element in the certificate. */
static gboolean
has_content (SgnDisallowed *self, SgnCertificate *certificate)
{
  SgnDer der = sgn_der_from_bytes (sgn_certificate_get_der (certificate));
  SgnDerElement element;

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &element, NULL) ||
      !sgn_der_expect (&element.content, SGN_TAG_SEQUENCE, &element, NULL))
    return FALSE;
  for (SgnHash hash = SGN_HASH_SHA1; hash < SGN_N_HASHES; hash++)
    if (has_digest (self, hash, element.whole.data, element.whole.size))
      return TRUE;
  return FALSE;
}

gboolean
sgn_disallowed_contains (SgnDisallowed *self, SgnCertificate *certificate)
{
  return has_key (self, certificate) || has_content (self, certificate);
}
