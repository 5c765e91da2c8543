/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/support/samples.h"

/* write-samples FOLDER: the first sample of each format that can be signed, as files. */

/* The detector goes by the content, or else by the name. */
static char *
make_path (const char *folder, const SgnSample *sample)
{
  const SgnFormat *format = sgn_format_from_id (sample->format);
  g_autofree char *name = g_strdup_printf ("%s.%s", sample->format, format->extensions[0]);

  return g_build_filename (folder, sample->file_name != NULL ? sample->file_name : name, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) samples = sgn_samples_new ();
  g_autoptr (GHashTable) formats = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; argc == 2 && i < samples->len; i++) {
    const SgnSample *sample = samples->pdata[i];
    g_autofree char *path = make_path (argv[1], sample);
    g_autoptr (GError) error = NULL;

    if (!sample->signable || sample->is_message || !g_hash_table_add (formats, sample->format))
      continue;
    g_file_set_contents (path,
                         g_bytes_get_data (sample->bytes, NULL),
                         (gssize) g_bytes_get_size (sample->bytes),
                         &error);
    if (error != NULL)
      g_error ("%s", error->message);
  }
  return argc == 2 ? 0 : 2;
}
