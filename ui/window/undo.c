/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/undo.h"

#include <glib/gi18n-lib.h>

#include "ui/base/signal-new.h"
#include "ui/base/toast.h"

struct _SgnUndo {
  GObject parent_instance;

  AdwToast *toast;       /* (nullable) */
  SgnUndoFunc take_back; /* (nullable) */
  gpointer data;
  GDestroyNotify free_data;
};

G_DEFINE_FINAL_TYPE (SgnUndo, sgn_undo, G_TYPE_OBJECT)

static guint signal_toast;

static void
clear_deed (SgnUndo *self)
{
  if (self->data != NULL)
    self->free_data (g_steal_pointer (&self->data));
  self->take_back = NULL;
}

static void
sgn_undo_dispose (GObject *object)
{
  SgnUndo *self = SGN_UNDO (object);

  clear_deed (self);
  g_clear_object (&self->toast);
  G_OBJECT_CLASS (sgn_undo_parent_class)->dispose (object);
}

static void
sgn_undo_class_init (SgnUndoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_undo_dispose;
  signal_toast = sgn_signal_new (SGN_TYPE_UNDO, "toast", ADW_TYPE_TOAST);
}

static void
sgn_undo_init (SgnUndo *self)
{
}

SgnUndo *
sgn_undo_new (void)
{
  return g_object_new (SGN_TYPE_UNDO, NULL);
}

static void
on_dismissed (SgnUndo *self, AdwToast *toast)
{
  if (self->toast == toast)
    g_clear_object (&self->toast);
}

/* A toast dismisses itself once its button was clicked. */
static void
on_clicked (SgnUndo *self)
{
  g_clear_object (&self->toast);
  sgn_undo_take_back (self);
}

/* It stays until it is answered or another deed takes its place. */
static AdwToast *
create_toast (SgnUndo *self, const char *text)
{
  AdwToast *toast = sgn_toast_new (text);

  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_object (toast,
                           "button-clicked",
                           G_CALLBACK (on_clicked),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_dismissed), self, G_CONNECT_SWAPPED);
  return toast;
}

void
sgn_undo_offer (SgnUndo *self,
                const char *text,
                SgnUndoFunc take_back,
                gpointer data,
                GDestroyNotify free_data)
{
  g_return_if_fail (take_back != NULL && free_data != NULL);

  sgn_undo_hide (self);
  clear_deed (self);
  self->take_back = take_back;
  self->data = data;
  self->free_data = free_data;
  self->toast = create_toast (self, text);
  g_signal_emit (self, signal_toast, 0, self->toast);
}

void
sgn_undo_hide (SgnUndo *self)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&self->toast);

  if (toast != NULL)
    adw_toast_dismiss (toast);
}

void
sgn_undo_forget (SgnUndo *self, SgnUndoFunc take_back)
{
  if (self->take_back == take_back)
    clear_deed (self);
}

gboolean
sgn_undo_take_back (SgnUndo *self)
{
  SgnUndoFunc take_back = g_steal_pointer (&self->take_back);
  gpointer data = g_steal_pointer (&self->data);
  GDestroyNotify free_data = self->free_data;

  sgn_undo_hide (self);
  if (take_back == NULL)
    return FALSE;
  take_back (data);
  free_data (data);
  return TRUE;
}
