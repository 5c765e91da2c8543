/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-revocation"
#include "config.h"

#include "core/revocation/answer-cache.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Long enough for a build that checks file by file, short enough to notice a repaired network. */
#define SILENCE_SECONDS (5 * 60)
/* No authority's answer is in force for longer. */
#define MAX_AGE_SECONDS (60 * 60 * 24 * 60)

char *
sgn_answer_cache_get_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "signet", "revocation", NULL);
}

static char *
get_path (const char *key)
{
  g_autofree char *folder = sgn_answer_cache_get_folder ();

  return g_build_filename (folder, key, NULL);
}

char *
sgn_answer_cache_get_key (const char *uri, GBytes *question)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size;
  gconstpointer data;

  g_checksum_update (sum, (const guchar *) uri, (gssize) strlen (uri) + 1);
  if (question != NULL) {
    data = g_bytes_get_data (question, &size);
    g_checksum_update (sum, data, (gssize) size);
  }
  return g_strdup (g_checksum_get_string (sum));
}

GBytes *
sgn_answer_cache_load (const char *key)
{
  g_autofree char *path = get_path (key);
  char *content;
  gsize size;

  return g_file_get_contents (path, &content, &size, NULL) ? g_bytes_new_take (content, size)
                                                           : NULL;
}

static gint64
get_age (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? g_get_real_time () / G_USEC_PER_SEC - status.st_mtime
                                     : G_MAXINT64;
}

/* Once per run is enough to keep the folder small. */
static void
remove_old (const char *folder)
{
  static gsize done;
  g_autoptr (GDir) entries = NULL;
  const char *name;

  if (!g_once_init_enter (&done))
    return;
  entries = g_dir_open (folder, 0, NULL);
  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (get_age (path) > MAX_AGE_SECONDS)
      g_unlink (path);
  }
  g_once_init_leave (&done, 1);
}

static void
write_file (const char *name, const char *content, gsize size)
{
  g_autofree char *folder = sgn_answer_cache_get_folder ();
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (g_mkdir_with_parents (folder, S_IRWXU) != 0)
    return;
  remove_old (folder);
  g_file_set_contents_full (path,
                            content,
                            (gssize) size,
                            G_FILE_SET_CONTENTS_CONSISTENT,
                            S_IRUSR | S_IWUSR,
                            NULL);
}

void
sgn_answer_cache_store (const char *key, GBytes *answer)
{
  gsize size;
  const char *content = g_bytes_get_data (answer, &size);

  write_file (key, content, size);
}

static char *
get_silence_name (const char *host)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, host, -1);

  return g_strconcat ("silent-", sum, NULL);
}

gboolean
sgn_answer_cache_is_silent (const char *host)
{
  g_autofree char *name = get_silence_name (host);
  g_autofree char *path = get_path (name);

  return get_age (path) < SILENCE_SECONDS;
}

void
sgn_answer_cache_note_silent (const char *host)
{
  g_autofree char *name = get_silence_name (host);

  write_file (name, "", 0);
}
