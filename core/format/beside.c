/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-detached"

/* Finds the file that a detached signature is about. Whatever it finds becomes the beside file of
 * the input, so that verifying, signing and the check for changes while they run all use the same
 * one. */

#include "config.h"

#include "core/format/beside.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/budget.h"
#include "core/base/error.h"

/* ".p7s" is RFC 8551 3.2.1, ".p7" what SignTool /p7 writes. */
const char *const sgn_beside_extensions[] = { "p7s", "p7", "p7m", "sig", NULL };

/* "a.bin" for "a.bin.p7s"; NULL for names without such an extension. (transfer full) */
static char *
guess_name (const char *name)
{
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  for (gsize i = 0; dot != NULL && dot != name && sgn_beside_extensions[i] != NULL; i++)
    if (g_ascii_strcasecmp (&dot[1], sgn_beside_extensions[i]) == 0)
      return g_strndup (name, (gsize) (dot - name));
  return NULL;
}

static GFile *
find_neighbour (SgnInput *input)
{
  GFile *file = sgn_input_get_file (input);
  g_autofree char *name = guess_name (sgn_input_get_name (input));
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autoptr (GFile) neighbour = NULL;

  if (name == NULL || folder == NULL)
    return NULL;
  neighbour = g_file_get_child (folder, name);
  /* A folder or a device of that name is not what was signed, and reading a pipe would block. */
  if (g_file_query_file_type (neighbour, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_REGULAR)
    return NULL;
  return g_steal_pointer (&neighbour);
}

gboolean
sgn_beside_find (SgnInput *input, SgnInput **ret, GError **error)
{
  g_autoptr (GFile) neighbour = NULL;
  g_autoptr (SgnInput) beside = NULL;

  *ret = sgn_input_get_beside (input);
  if (*ret != NULL)
    return TRUE;
  neighbour = find_neighbour (input);
  if (neighbour == NULL)
    return TRUE;
  beside = sgn_input_new_for_file (neighbour, error);
  if (beside == NULL)
    return FALSE;
  /* The budget was made for the size of the signature. This file has to be read, too. */
  sgn_budget_allow (sgn_input_get_size (beside));
  sgn_input_set_beside (input, beside);
  *ret = beside;
  return TRUE;
}

void
sgn_beside_set_missing (SgnInput *input, GError **error)
{
  g_autofree char *name = guess_name (sgn_input_get_name (input));

  if (name == NULL)
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FILE_UNREADABLE,
                         _ ("it is not known which file was signed"));
  else
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_FILE_UNREADABLE,
                 _ ("the signed file “%s” is not next to the signature"),
                 name);
}

gboolean
sgn_beside_compare (SgnInput *beside,
                    GBytes *content,
                    SgnContentResult *ret,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();

  sgn_ranges_add (ranges, 0, sgn_input_get_size (beside));
  /* Digests instead of the bytes themselves: the file beside can be of any size, and the report
   * shows both. Which algorithm it is does not matter here, since nothing signed states it. */
  ret->computed = sgn_digest_range (beside, ranges, SGN_HASH_SHA256, cancellable, error);
  if (ret->computed == NULL)
    return FALSE;
  ret->hash = SGN_HASH_SHA256;
  ret->hash_known = TRUE;
  ret->stored = sgn_hash_bytes (SGN_HASH_SHA256, content);
  ret->matches = g_bytes_equal (ret->stored, ret->computed);
  return TRUE;
}
