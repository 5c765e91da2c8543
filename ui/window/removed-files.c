/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/removed-files.h"

#include <glib/gi18n-lib.h>

struct _SgnRemovedFiles {
  SgnFileList *files;
  GPtrArray *items; /* in the order of their removal */
  GArray *places;   /* of guint: where each was when it was removed */
};

static void
remove_item (SgnRemovedFiles *self, SgnFileItem *item)
{
  guint position;

  if (sgn_file_item_get_state (item) == SGN_FILE_SIGNING ||
      sgn_file_list_find (self->files, sgn_file_item_get_file (item), &position) == NULL)
    return;
  g_ptr_array_add (self->items, g_object_ref (item));
  g_array_append_val (self->places, position);
  sgn_file_list_remove (self->files, item);
}

SgnRemovedFiles *
sgn_removed_files_new (SgnFileList *files, GPtrArray *items)
{
  SgnRemovedFiles *self = g_new0 (SgnRemovedFiles, 1);

  self->files = g_object_ref (files);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->places = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < items->len; i++)
    remove_item (self, g_ptr_array_index (items, i));
  if (self->items->len == 0)
    g_clear_pointer (&self, sgn_removed_files_free);
  return self;
}

void
sgn_removed_files_free (gpointer data)
{
  SgnRemovedFiles *self = data;

  g_object_unref (self->files);
  g_ptr_array_unref (self->items);
  g_array_unref (self->places);
  g_free (self);
}

char *
sgn_removed_files_describe (const SgnRemovedFiles *self)
{
  guint size = self->items->len;

  if (size == 1)
    /* Translators: the name of a file */
    return g_strdup_printf (_ ("Removed “%s” from the list"),
                            sgn_file_item_get_name (g_ptr_array_index (self->items, 0)));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Removed %u file from the list",
                                       "Removed %u files from the list",
                                       size),
                          size);
}

/* In reverse order: each place was counted without the files removed before it. */
SgnFileItem *
sgn_removed_files_restore (SgnRemovedFiles *self)
{
  for (guint i = self->items->len; i > 0; i--)
    sgn_file_list_insert (self->files,
                          g_array_index (self->places, guint, i - 1),
                          g_ptr_array_index (self->items, i - 1));
  return g_ptr_array_index (self->items, 0);
}
