/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/fuzz/seed.h"

#include <string.h>

static GPtrArray *
get_samples (void)
{
  static GPtrArray *samples;

  if (g_once_init_enter (&samples))
    g_once_init_leave (&samples, sgn_samples_new ());
  return samples;
}

/* The names of the samples of @format (NULL: of all) that need one; among all there are files
 * without. */
static GPtrArray *
list_names (const char *format)
{
  GPtrArray *samples = get_samples ();
  GPtrArray *names = g_ptr_array_new ();

  if (format == NULL) {
    g_ptr_array_add (names, (gpointer) SGN_SEED_NAMELESS);
    g_ptr_array_add (names, (gpointer) SGN_SEED_DETACHED);
  }
  for (guint i = 0; i < samples->len; i++) {
    const SgnSample *sample = samples->pdata[i];

    if ((format == NULL || g_str_equal (sample->format, format)) && sample->file_name != NULL &&
        !g_ptr_array_find_with_equal_func (names, sample->file_name, g_str_equal, NULL))
      g_ptr_array_add (names, sample->file_name);
  }
  return names;
}

static gboolean
has_ending_of (gconstpointer name, gconstpointer other)
{
  const char *ending = strrchr (other, '.');

  return ending != NULL && g_str_has_suffix (name, ending);
}

GBytes *
sgn_seed_new (const char *format, const char *file_name, GBytes *file)
{
  g_autoptr (GPtrArray) names = list_names (format);
  GByteArray *seed = g_byte_array_new ();
  guint index = 0;
  guint8 octet;

  if (names->len == 0)
    return g_bytes_ref (file);
  if (file_name != NULL)
    g_ptr_array_find_with_equal_func (names, file_name, has_ending_of, &index);
  octet = (guint8) index;
  g_byte_array_append (seed, &octet, 1);
  g_byte_array_append (seed, g_bytes_get_data (file, NULL), (guint) g_bytes_get_size (file));
  return g_byte_array_free_to_bytes (seed);
}

SgnInput *
sgn_seed_open (const char *format, const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) names = list_names (format);
  gsize skipped = names->len > 0 && size > 0 ? 1 : 0;
  g_autoptr (GBytes) bytes = g_bytes_new (size > skipped ? &data[skipped] : NULL, size - skipped);
  SgnInput *input = sgn_input_new_for_bytes (bytes);

  if (skipped > 0)
    sgn_input_set_name (input, names->pdata[data[0] % names->len]);
  return input;
}
