/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-temporary"

/* Replaces a file by a signed one. At every moment the target is either the old or the new file,
 * complete: even when the disk is full, the power fails or the process is killed. Therefore: a
 * temporary file in the same folder, fsync(2), rename(2), and fsync(2) of the folder. */

#include "config.h"

#include "core/io/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/io/input-private.h"
#include "core/io/output-private.h"

#define DRAFT "draft" /* name of the attachment */
/* Smaller files are copied faster than a thread is started. */
#define DRAFT_MIN ((guint64) 4 * 1024 * 1024)

typedef struct {
  SgnOutputTarget target;
  char *temporary; /* (nullable): name of the temporary file; NULL: it has none yet */
  int fd;
  gboolean named;       /* the file was created with its name */
  char *backup;         /* (nullable): in the folder of the target */
  gboolean backup_made; /* and it did not exist before */
  gboolean rights_kept;
} Output;

#define OUTPUT_INIT                                                                                \
  {                                                                                                \
    .target = { .folder = -1, .previous = -1 }, .fd = -1, .rights_kept = TRUE                      \
  }

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

/* Removes what was created, except what was put in place and cleared here. */
static void
output_clear (Output *self)
{
  if (self->temporary != NULL)
    unlinkat (self->target.folder, self->temporary, 0);
  if (self->backup_made)
    unlinkat (self->target.folder, self->backup, 0);
  close_fd (&self->fd);
  sgn_output_target_clear (&self->target);
  g_clear_pointer (&self->temporary, g_free);
  g_clear_pointer (&self->backup, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Output, output_clear)

static gboolean
fail (const Output *self, int number, GError **error)
{
  sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, number, self->target.shown);
  return FALSE;
}

static gboolean
open_target (Output *self, GFile *file, gboolean create, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  struct stat status;

  if (create && g_file_peek_path (file) != NULL && lstat (g_file_peek_path (file), &status) == 0) {
    g_autofree char *shown = g_filename_display_name (name);

    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_EXISTS, shown);
    return FALSE;
  }
  if (!sgn_output_target_open (&self->target, file, error))
    return FALSE;
  sgn_temporary_clean_folder (self->target.folder);
  return TRUE;
}

/* A new file made from memory keeps its default attributes. */
static void
give_attributes (Output *self, SgnInput *bottom)
{
  const SgnOutputTarget *target = &self->target;

  if (target->exists)
    self->rights_kept = sgn_output_copy_attributes (target->previous, &target->status, self->fd);
  else if (bottom->fd >= 0)
    sgn_output_copy_attributes (bottom->fd, &bottom->opened, self->fd);
}

/* Takes the copy that was begun earlier, or else an empty file. */
static gboolean
open_temporary (Output *self, SgnInput *bottom, gboolean *copied, GError **error)
{
  /* 0600 until the attributes of the original are known to be in place; 0666 and the umask for a
   * file that had none. */
  mode_t mode = self->target.exists || bottom->fd >= 0 ? 0600 : 0666;
  SgnDraft *draft = sgn_input_get_attachment (bottom, DRAFT);

  *copied = draft != NULL &&
            sgn_draft_take (draft, self->target.folder, &self->fd, &self->temporary);
  sgn_input_attach (bottom, DRAFT, NULL, NULL);
  if (!*copied && self->named)
    self->fd = sgn_temporary_create_named (self->target.folder, mode, &self->temporary);
  else if (!*copied)
    self->fd = sgn_temporary_create (self->target.folder, mode, &self->temporary);
  return self->fd >= 0 || fail (self, errno, error);
}

/* A network file system may report a failed write only now. The descriptor stays open: a file
 * without name exists only as long as it is open, and its lock shows that it is in use. */
static gboolean
flush (Output *self, GError **error)
{
  int closing = fcntl (self->fd, F_DUPFD_CLOEXEC, 0);

  if (closing < 0)
    return fail (self, errno, error);
  return close (closing) == 0 || errno == EINTR || fail (self, errno, error);
}

static gboolean
write_temporary (Output *self, SgnInput *view, GCancellable *cancellable, GError **error)
{
  SgnInput *bottom = sgn_input_get_bottom (view);
  gboolean copied;

  if (!open_temporary (self, bottom, &copied, error) ||
      !sgn_output_copy (view, self->fd, copied, self->target.shown, cancellable, error))
    return FALSE;
  give_attributes (self, bottom);
  if (fsync (self->fd) != 0)
    return fail (self, errno, error);
  return flush (self, error);
}

/* Gives the file a name as late as possible. If that fails, writes it again to a file with a
 * name. */
static gboolean
name_temporary (Output *self, SgnInput *view, GCancellable *cancellable, GError **error)
{
  if (self->temporary != NULL ||
      sgn_temporary_give_name (self->target.folder, self->fd, &self->temporary))
    return TRUE;
  g_debug ("cannot name %s: %s", self->target.shown, g_strerror (errno));
  close_fd (&self->fd);
  self->named = TRUE;
  return write_temporary (self, view, cancellable, error);
}

/* Checks that the target is still the same file, and that nobody has changed the file that is
 * written from. */
static gboolean
check_unchanged (Output *self, SgnInput *view, GError **error)
{
  return sgn_input_check_unchanged (view, error) &&
         sgn_output_target_check_unchanged (&self->target, error);
}

/* Called before the rename, so that the original always has a name. */
static gboolean
back_up (Output *self, const SgnOutputOptions *options, GCancellable *cancellable, GError **error)
{
  const char *suffix = options->backup_suffix;

  if (suffix == NULL || *suffix == '\0' || !self->target.exists)
    return TRUE;
  self->backup = sgn_output_back_up (&self->target, suffix, &self->backup_made, cancellable, error);
  return self->backup != NULL;
}

/* If the target did not exist, replaces nothing. */
static gboolean
move (Output *self, GError **error)
{
  int folder = self->target.folder;
  const char *name = self->target.name;
  gboolean moved = self->target.exists ? renameat (folder, self->temporary, folder, name) == 0
                                       : sgn_temporary_move (folder, self->temporary, name);

  if (!moved && errno == EEXIST)
    return sgn_output_target_set_changed (&self->target, error);
  if (!moved)
    return fail (self, errno, error);
  g_clear_pointer (&self->temporary, g_free);
  self->backup_made = FALSE;
  return TRUE;
}

/* A new file gets its final name directly. */
static gboolean
put_in_place (Output *self, SgnInput *view, GCancellable *cancellable, GError **error)
{
  const SgnOutputTarget *target = &self->target;

  if (!target->exists && self->temporary == NULL &&
      sgn_temporary_give_this_name (target->folder, self->fd, target->name))
    return TRUE;
  return name_temporary (self, view, cancellable, error) && move (self, error);
}

/* Errors are ignored: a folder may be writable but not readable, and the file is already in
 * place. */
static void
sync_folder (Output *self)
{
  int fd = openat (self->target.folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0 || fsync (fd) != 0)
    g_debug ("cannot sync the folder of %s: %s", self->target.shown, g_strerror (errno));
  close_fd (&fd);
}

void
sgn_output_prepare (SgnInput *input, GFile *target)
{
  SgnInput *bottom = sgn_input_get_bottom (input);
  g_auto (Output) self = OUTPUT_INIT;

  if (bottom->fd < 0 || bottom->size < DRAFT_MIN ||
      sgn_input_get_attachment (bottom, DRAFT) != NULL)
    return;
  if (open_target (&self, target, FALSE, NULL))
    sgn_input_attach (bottom,
                      DRAFT,
                      sgn_draft_new (bottom, self.target.folder),
                      (GDestroyNotify) sgn_draft_free);
}

void
sgn_output_result_clear (SgnOutputResult *self)
{
  g_clear_pointer (&self->backup, g_free);
}

static void
tell (Output *self, SgnOutputResult *ret)
{
  const SgnOutputTarget *target = &self->target;
  gboolean linked = target->exists && target->status.st_nlink > 1;

  ret->backup = g_steal_pointer (&self->backup);
  ret->rights_kept = self->rights_kept;
  ret->other_names = linked ? (guint) target->status.st_nlink - 1 : 0;
}

gboolean
sgn_output_write (SgnInput *view,
                  GFile *target,
                  const SgnOutputOptions *options,
                  SgnOutputResult *ret,
                  GCancellable *cancellable,
                  GError **error)
{
  static const SgnOutputOptions none = { 0 };
  g_auto (Output) self = OUTPUT_INIT;

  if (options == NULL)
    options = &none;
  if (!open_target (&self, target, options->create, error) ||
      !check_unchanged (&self, view, error) || !write_temporary (&self, view, cancellable, error))
    return FALSE;
  /* The last chance: writing a large file takes long enough for somebody else to change it, and
   * from here on nothing may be cancelled. */
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !check_unchanged (&self, view, error))
    return FALSE;
  if (!back_up (&self, options, cancellable, error) ||
      !put_in_place (&self, view, cancellable, error))
    return FALSE;
  sync_folder (&self);
  if (ret != NULL)
    tell (&self, ret);
  return TRUE;
}

/* Unlike sgn_input_check_unchanged(), allows the file to have lost its name. */
static gboolean
check_bytes (Output *self, SgnInput *original, GError **error)
{
  const SgnInput *bottom = sgn_input_get_bottom (original);
  const struct timespec *then = &bottom->opened.st_mtim;
  struct stat now;

  if (bottom->fd < 0 ||
      (fstat (bottom->fd, &now) == 0 && now.st_size == bottom->opened.st_size &&
       now.st_mtim.tv_sec == then->tv_sec && now.st_mtim.tv_nsec == then->tv_nsec))
    return TRUE;
  return sgn_output_target_set_changed (&self->target, error);
}

/* The restored file is the original, also for programs that check its modification time. */
static void
give_times (Output *self, const SgnInput *bottom)
{
  struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, bottom->opened.st_mtim };

  if (bottom->fd >= 0 && utimensat (self->target.folder, self->temporary, times, 0) != 0)
    g_debug ("cannot keep the time: %s", g_strerror (errno));
}

/* Removes the backup if it is still the original or a copy with its modification time. */
static void
remove_backup (Output *self, const SgnInput *bottom, const char *backup)
{
  const struct stat *then = &bottom->opened;
  struct stat now;

  if (bottom->fd < 0 || fstatat (self->target.folder, backup, &now, AT_SYMLINK_NOFOLLOW) != 0 ||
      !S_ISREG (now.st_mode) || now.st_size != then->st_size ||
      now.st_mtim.tv_sec != then->st_mtim.tv_sec || now.st_mtim.tv_nsec != then->st_mtim.tv_nsec)
    return;
  if (unlinkat (self->target.folder, backup, 0) != 0)
    g_debug ("cannot remove the backup of %s: %s", self->target.shown, g_strerror (errno));
}

gboolean
sgn_output_restore (SgnInput *original, GFile *target, const char *backup, GError **error)
{
  g_auto (Output) self = OUTPUT_INIT;

  if (!open_target (&self, target, FALSE, error) ||
      !write_temporary (&self, original, NULL, error) || !check_bytes (&self, original, error) ||
      !name_temporary (&self, original, NULL, error))
    return FALSE;
  give_times (&self, sgn_input_get_bottom (original));
  if (!move (&self, error))
    return FALSE;
  if (backup != NULL)
    remove_backup (&self, sgn_input_get_bottom (original), backup);
  sync_folder (&self);
  return TRUE;
}
