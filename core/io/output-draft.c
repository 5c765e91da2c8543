/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-temporary"

/* A copy of the original that is made while its signature is still being computed: hashing keeps
 * the processor busy, copying the disk, so both together take little longer than one. */

#include "config.h"

#include "core/io/output-private.h"

#include <fcntl.h>
#include <unistd.h>

#include "core/io/input-private.h"

struct _SgnDraft {
  SgnInput *bottom; /* the owner of this draft */
  int folder;
  char *temporary;
  int fd;
  GCancellable *cancellable;
  GThread *thread;
  gboolean done;
};

/* Errors are dropped: without a draft, sgn_output_write() copies and reports them itself. */
static gpointer
fill (gpointer data)
{
  SgnDraft *self = data;

  self->done = sgn_output_copy (self->bottom, self->fd, FALSE, "", self->cancellable, NULL);
  return NULL;
}

static void
wait_for_thread (SgnDraft *self)
{
  g_clear_pointer (&self->thread, g_thread_join);
}

SgnDraft *
sgn_draft_new (SgnInput *bottom, int folder)
{
  SgnDraft *self = g_new0 (SgnDraft, 1);

  self->bottom = bottom;
  self->cancellable = g_cancellable_new ();
  self->fd = -1;
  self->folder = fcntl (folder, F_DUPFD_CLOEXEC, 0);
  if (self->folder >= 0)
    self->fd = sgn_temporary_create (self->folder, 0600, &self->temporary);
  if (self->fd >= 0)
    self->thread = g_thread_try_new ("copy", fill, self, NULL);
  return self;
}

gboolean
sgn_draft_take (SgnDraft *self, int folder, int *fd, char **temporary)
{
  struct stat here, there;

  wait_for_thread (self);
  /* The target may be in another folder by now, and a rename cannot leave a file system. */
  if (!self->done || fstat (self->folder, &here) != 0 || fstat (folder, &there) != 0 ||
      here.st_dev != there.st_dev || here.st_ino != there.st_ino)
    return FALSE;
  *fd = self->fd;
  *temporary = g_steal_pointer (&self->temporary);
  self->fd = -1;
  return TRUE;
}

void
sgn_draft_free (SgnDraft *self)
{
  g_cancellable_cancel (self->cancellable);
  wait_for_thread (self);
  if (self->temporary != NULL)
    unlinkat (self->folder, self->temporary, 0);
  if (self->fd >= 0)
    close (self->fd);
  if (self->folder >= 0)
    close (self->folder);
  g_free (self->temporary);
  g_object_unref (self->cancellable);
  g_free (self);
}
