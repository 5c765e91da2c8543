/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/followed.h"

struct _SgnFollowed {
  GObject *observer;  /* owns this */
  GPtrArray *objects; /* of GObject */
};

SgnFollowed *
sgn_followed_new (GObject *observer)
{
  SgnFollowed *self = g_new0 (SgnFollowed, 1);

  self->observer = observer;
  self->objects = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
sgn_followed_free (SgnFollowed *self)
{
  for (guint i = 0; i < self->objects->len; i++)
    g_signal_handlers_disconnect_by_data (self->objects->pdata[i], self->observer);
  g_ptr_array_unref (self->objects);
  g_free (self);
}

void
sgn_followed_add (SgnFollowed *self, gpointer object, const char *signal, GCallback callback)
{
  g_signal_connect_object (object, signal, callback, self->observer, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->objects, g_object_ref (object));
}
