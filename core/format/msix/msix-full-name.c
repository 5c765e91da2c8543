/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msix"

/* The full name of a package, which the catalog inside it has to state (PackageFullName). Windows
 * computes it from <Identity> of the manifest. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/format/msix/msix-inside.h"

/* Attributes of <Identity>. */
typedef struct {
  gboolean found;
  char *name;
  char *publisher;
  char *version;
  char *architecture;
  char *resource;
} Identity;

static void
identity_clear (Identity *self)
{
  g_free (self->name);
  g_free (self->publisher);
  g_free (self->version);
  g_free (self->architecture);
  g_free (self->resource);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Identity, identity_clear)

static void
find_identity (GMarkupParseContext *context,
               const char *element,
               const char **names,
               const char **values,
               gpointer user_data,
               GError **error)
{
  Identity *self = user_data;

  if (self->found || !g_str_equal (element, "Identity"))
    return;
  self->found = g_markup_collect_attributes (element,
                                             names,
                                             values,
                                             error,
                                             G_MARKUP_COLLECT_STRDUP,
                                             "Name",
                                             &self->name,
                                             G_MARKUP_COLLECT_STRDUP,
                                             "Publisher",
                                             &self->publisher,
                                             G_MARKUP_COLLECT_STRDUP,
                                             "Version",
                                             &self->version,
                                             G_MARKUP_COLLECT_STRDUP | G_MARKUP_COLLECT_OPTIONAL,
                                             "ProcessorArchitecture",
                                             &self->architecture,
                                             G_MARKUP_COLLECT_STRDUP | G_MARKUP_COLLECT_OPTIONAL,
                                             "ResourceId",
                                             &self->resource,
                                             G_MARKUP_COLLECT_INVALID);
}

/* The first 64 bits of the SHA-256 of the publisher in UTF-16LE, in base32: 13 digits of five bits,
 * the last one filled up with a zero. The digits leave out i, l, o and u. */
static char *
encode_publisher (const char *publisher)
{
  static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  g_autoptr (GBytes) text = sgn_text_to_utf16 (publisher, FALSE);
  g_autoptr (GBytes) digest = sgn_hash_bytes (SGN_HASH_SHA256, text);
  const guint8 *bytes = g_bytes_get_data (digest, NULL);
  GString *id = g_string_new (NULL);

  for (guint bit = 0; bit < 64; bit += 5) {
    guint value = 0;

    for (guint i = bit; i < bit + 5; i++)
      value = value << 1 | (i < 64 ? bytes[i / 8] >> (7 - i % 8) & 1 : 0);
    g_string_append_c (id, digits[value]);
  }
  return g_string_free (id, FALSE);
}

char *
sgn_msix_full_name (GBytes *manifest, GError **error)
{
  static const GMarkupParser parser = { .start_element = find_identity };
  g_auto (Identity) identity = { 0 };
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autofree char *publisher = NULL;
  gsize size;
  const char *text = g_bytes_get_data (manifest, &size);
  gsize start = size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  context = g_markup_parse_context_new (&parser, 0, &identity, NULL);
  if (size == start ||
      !g_markup_parse_context_parse (context, &text[start], (gssize) (size - start), NULL) ||
      !identity.found) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FILE_DAMAGED,
                         _ ("the manifest of the package is damaged"));
    return NULL;
  }
  publisher = encode_publisher (identity.publisher);
  return g_strdup_printf ("%s_%s_%s_%s_%s",
                          identity.name,
                          identity.version,
                          identity.architecture != NULL ? identity.architecture : "neutral",
                          identity.resource != NULL ? identity.resource : "",
                          publisher);
}
