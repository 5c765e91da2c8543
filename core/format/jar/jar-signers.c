/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-jar"

/* Finds the signatures of a Java archive as java.util.jar does: blocks directly in META-INF/ that
 * have a .SF file of the same name, whatever the case of either. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/asn1/content-info.h"
#include "core/base/error.h"
#include "core/base/keyed-hash.h"
#include "core/format/jar/jar.h"

#define MANIFEST_NAME JAR_FOLDER "MANIFEST.MF"

gboolean
sgn_jar_is_manifest (const char *name)
{
  return g_ascii_strcasecmp (name, MANIFEST_NAME) == 0;
}

/* The name without extension, in lower case; NULL if it is not a signature file. (transfer full) */
static char *
get_base (const char *name, gboolean block)
{
  static const char *const blocks[] = { "rsa", "dsa", "ec", NULL };
  static const char *const files[] = { "sf", NULL };
  g_autofree char *lower = g_ascii_strdown (name, -1);
  char *dot = strrchr (lower, '.');

  if (g_ascii_strncasecmp (name, JAR_FOLDER, strlen (JAR_FOLDER)) != 0 ||
      strchr (&name[strlen (JAR_FOLDER)], '/') != NULL || dot == NULL ||
      !g_strv_contains (block ? blocks : files, dot + 1))
    return NULL;
  *dot = '\0';
  return g_steal_pointer (&lower);
}

/* Base name to its last .SF file, which is the one that Java takes. */
static GHashTable *
list_files (const Jar *jar)
{
  GHashTable *files = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, NULL);

  for (guint i = 0; i < jar->zip->entries->len; i++) {
    SgnZipEntry *entry = jar->zip->entries->pdata[i];
    char *base = get_base (entry->name, FALSE);

    if (base != NULL)
      g_hash_table_insert (files, base, entry);
  }
  return files;
}

/* As Java does first with a block: it skips one that is not a CMS message. */
static gboolean
is_message (const Jar *jar, const SgnZipEntry *block, gboolean *complete)
{
  g_autoptr (GBytes) der = sgn_zip_read (jar->zip, block, JAR_MAX_PART, NULL);
  g_auto (SgnContentInfo) info = { 0 };

  if (der == NULL || !sgn_content_info_parse (der, &info, NULL))
    return FALSE;
  *complete = info.content != NULL;
  return TRUE;
}

/* @damaged: also collects blocks that are not CMS messages. */
static gboolean
collect (Jar *self, gboolean damaged, GError **error)
{
  g_autoptr (GHashTable) files = list_files (self);

  for (guint i = 0; i < self->zip->entries->len; i++) {
    JarSigner signer = { .block = self->zip->entries->pdata[i] };
    g_autofree char *base = get_base (signer.block->name, TRUE);
    gboolean complete = FALSE;

    if (base == NULL || (!is_message (self, signer.block, &complete) && !damaged))
      continue;
    signer.file = g_hash_table_lookup (files, base);
    /* Nothing states what this block was made over; Java skips it. */
    if (signer.file == NULL && !complete)
      continue;
    g_array_append_val (self->signers, signer);
    /* Each one is parsed and verified. Nobody has so many. */
    if (self->signers->len > JAR_MAX_SIGNERS) {
      g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, _ ("too many signatures"));
      return FALSE;
    }
  }
  return TRUE;
}

/* A block may move when it gets a timestamp; its .SF file does not. */
static guint64
get_place (const JarSigner *signer)
{
  return signer->file != NULL ? signer->file->central_offset : signer->block->central_offset;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  guint64 left = get_place (a);
  guint64 right = get_place (b);

  return left < right ? -1 : left > right;
}

/* If the only signature cannot be read, it is reported as damaged instead of being overlooked. */
gboolean
sgn_jar_find_signers (Jar *self, GError **error)
{
  if (!collect (self, FALSE, error) ||
      (self->signers->len == 0 && self->manifest_entry != NULL && !collect (self, TRUE, error)))
    return FALSE;
  g_array_sort (self->signers, compare_places);
  return TRUE;
}

gboolean
sgn_jar_is_used (const Jar *self, const SgnZipEntry *entry)
{
  gboolean used = entry == self->manifest_entry;

  for (guint i = 0; i < self->signers->len && !used; i++) {
    const JarSigner *signer = &g_array_index (self->signers, JarSigner, i);

    used = entry == signer->file || entry == signer->block;
  }
  return used;
}
