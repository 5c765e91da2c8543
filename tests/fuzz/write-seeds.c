/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <errno.h>

#include "tests/fuzz/seed.h"

/* write-seeds FORMAT FOLDER: the samples of one format, unsigned and signed, as files. */

static gboolean
write_seed (const char *folder, const char *name, const char *suffix, GBytes *bytes)
{
  g_autofree char *base = g_strconcat (name, suffix, NULL);
  g_autofree char *path = g_build_filename (folder, base, NULL);
  g_autoptr (GError) error = NULL;

  if (g_file_set_contents (path,
                           g_bytes_get_data (bytes, NULL),
                           (gssize) g_bytes_get_size (bytes),
                           &error))
    return TRUE;
  g_printerr ("%s\n", error->message);
  return FALSE;
}

static gboolean
write_sample (const char *folder, const SgnSample *sample)
{
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const SgnFormat *format = sgn_format_from_id (sample->format);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GBytes) signed_file = NULL;
  g_autoptr (GBytes) plain_seed = sgn_seed_new (sample, sample->bytes);
  g_autoptr (GBytes) signed_seed = NULL;

  if (!write_seed (folder, sample->name, "", plain_seed))
    return FALSE;
  if (!sample->signable)
    return TRUE;
  if (sample->is_signature)
    content = sgn_sample_create_content (sample->bytes);
  g_ptr_array_add (signatures,
                   content != NULL ? sgn_sample_signature_around (format, content, 90)
                                   : sgn_sample_signature (90));
  sgn_samples_set_file_name (sample->file_name);
  signed_file = sgn_sample_put (sample->bytes, signatures);
  signed_seed = sgn_seed_new (sample, signed_file);
  return write_seed (folder, sample->name, "-signed", signed_seed);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) samples = sgn_samples_new ();

  if (argc != 3) {
    g_printerr ("usage: write-seeds FORMAT FOLDER\n");
    return 2;
  }
  if (g_mkdir_with_parents (argv[2], 0700) != 0) {
    g_printerr ("%s: %s\n", argv[2], g_strerror (errno));
    return 1;
  }
  for (guint i = 0; i < samples->len; i++) {
    const SgnSample *sample = samples->pdata[i];

    if (g_str_equal (sample->format, argv[1]) && !write_sample (argv[2], sample))
      return 1;
  }
  return 0;
}
