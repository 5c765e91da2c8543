/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-sign"

/* Signs the programs in a package before the package itself. Windows looks at the package when it
 * is installed, but at each program when it runs. The package is taken apart, signed and put
 * together again as a view; the rest is as for any other file. */

#include "config.h"

#include "core/sign/inside.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/format/subject.h"
#include "core/sign/existing.h"
#include "core/sign/finish.h"

/* Packages in a bundle, programs in a package: real files are not nested deeper. */
#define MAX_DEPTH 3

/* Work on one archive. */
typedef struct {
  const SgnSignRequest *request; /* for the files in the archive */
  gboolean replaces_broken;      /* replaces signatures that are no longer valid */
  const SgnSignProgress *progress;
  GCancellable *cancellable;
  GFile *near; /* (nullable): a file on the disk to use for temporary files */
  /* of the archive within outer archives, ends with a slash; "" for the outermost */
  const char *path;
  guint depth;         /* nesting level of the archive */
  gboolean only_list;  /* sign no programs, just make the list */
  GPtrArray *contents; /* of GBytes: signed content of each program */
  GPtrArray *reports;  /* of SgnInsideReport */
} Inside;

static SgnInput *open_with_inside (const Inside *self, SgnSubject *subject, GError **error);

static void
tell (const Inside *self, const char *name, SgnInsideState state)
{
  g_autofree char *path = g_strconcat (self->path, name, NULL);

  if (!self->only_list)
    sgn_inside_reports_add (self->reports, path, state);
}

/* Files that are not programs, or cannot be signed, are left unchanged. */
static gboolean
is_unsuited (const GError *error)
{
  return g_error_matches (error, SGN_ERROR, SGN_ERROR_FORMAT_UNSUPPORTED) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_FORMAT_FOREIGN) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
}

/* A catalog of the programs requires their digests, including those that keep their signatures. */
static gboolean
note_content (const Inside *self, SgnSubject *subject, GError **error)
{
  static const SgnHash hashes[] = { SGN_HASH_SHA256, SGN_HASH_SHA1 };

  for (guint i = 0; i < G_N_ELEMENTS (hashes); i++) {
    const SgnContentOptions options = { .hash = hashes[i] };
    GBytes *content;

    content = subject->format->create_content (subject->self, &options, self->cancellable, error);
    if (content == NULL)
      return FALSE;
    g_ptr_array_add (self->contents, content);
  }
  return TRUE;
}

/* Valid signatures of others are kept: @keep is then set. */
static gboolean
check_existing (const Inside *self,
                SgnSigning *signing,
                const char *name,
                SgnReport **keep,
                GError **error)
{
  g_autoptr (GError) local = NULL;

  if (sgn_signing_check_existing (signing, name, keep, self->cancellable, &local) ||
      (self->replaces_broken && g_error_matches (local, SGN_ERROR, SGN_ERROR_ALREADY_SIGNED)))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* *ret is the signed file, or NULL if its signature is kept. */
static gboolean
sign_subject (const Inside *self,
              SgnSigning *signing,
              const char *name,
              SgnInput **ret,
              GError **error)
{
  g_autoptr (SgnReport) keep = NULL;
  g_autoptr (SgnReport) report = NULL;
  g_autoptr (GPtrArray) signatures = NULL;
  const SgnSignChange change = { .action = SGN_ACTION_SIGNED, .gone = -1 };
  const SgnSignEdit edit = {
    .subject = signing->subject,
    .request = self->request,
    .cancellable = self->cancellable,
  };

  *ret = NULL;
  if (!check_existing (self, signing, name, &keep, error))
    return FALSE;
  if (keep != NULL)
    return TRUE;
  signatures = sgn_signing_make (signing, self->cancellable, error);
  if (signatures == NULL)
    return FALSE;
  *ret = sgn_sign_put (&edit, name, signatures, &change, &report, error);
  return *ret != NULL;
}

/* Only descends into unsigned archives, because changing a signed one would break its signature. */
static SgnSubject *
descend (const Inside *self, SgnSubject *subject, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (self->path, name, "/", NULL);
  g_autoptr (GPtrArray) contents = NULL;
  g_autoptr (GPtrArray) existing = NULL;
  g_autoptr (SgnInput) view = NULL;
  Inside inner = *self;

  if (self->only_list || subject->format->container == NULL || self->depth + 1 >= MAX_DEPTH)
    return subject;
  existing = subject->format->get_signatures (subject->self, error);
  if (existing != NULL && existing->len > 0)
    return subject;
  contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  inner.path = path;
  inner.depth++;
  inner.contents = contents;
  if (existing != NULL)
    view = open_with_inside (&inner, subject, error);
  sgn_subject_free (subject);
  return view != NULL ? sgn_subject_open (view, error) : NULL;
}

/* Scripts must be signed before they are packed, so they are only reported. */
static gboolean
pass_over (const Inside *self, SgnSubject *subject, const char *name)
{
  g_autoptr (GPtrArray) existing = subject->format->get_signatures (subject->self, NULL);

  tell (self, name, existing != NULL && existing->len > 0 ? SGN_INSIDE_KEPT : SGN_INSIDE_LEFT);
  return TRUE;
}

static gboolean
sign_input (const Inside *self, SgnInside *file, SgnInput *input, GError **error)
{
  g_auto (SgnSigning)
      signing = { .request = self->request, .progress = self->progress, .inside = TRUE };
  g_autoptr (SgnInput) view = NULL;
  SgnSubject *subject;

  sgn_input_set_name (input, file->name);
  subject = sgn_subject_open (input, error);
  if (subject != NULL)
    subject = descend (self, subject, file->name, error);
  if (!sgn_signing_take (&signing, subject, error))
    return FALSE;
  /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): sgn_signing_take() fails without one */
  if ((subject->format->caps & SGN_FORMAT_IS_PROGRAM) == 0)
    return pass_over (self, subject, file->name);
  /* Packages contain a list of their own. */
  if (subject->format->container == NULL && !note_content (self, subject, error))
    return FALSE;
  if (self->only_list)
    return TRUE;
  if (!sign_subject (self, &signing, file->name, &view, error))
    return FALSE;
  tell (self, file->name, view != NULL ? SGN_INSIDE_SIGNED : SGN_INSIDE_KEPT);
  file->content = g_steal_pointer (&view);
  return TRUE;
}

static gboolean
sign_one (const Inside *self, SgnSubject *archive, SgnInside *file, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (SgnInput) input = NULL;

  input = archive->format->container->read (archive->self, file, self->cancellable, error);
  if (input == NULL)
    return FALSE;
  if (sign_input (self, file, input, &local))
    return TRUE;
  if (is_unsuited (local)) {
    tell (self, file->name, SGN_INSIDE_LEFT);
    return TRUE;
  }
  g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", file->name);
  return FALSE;
}

/* Adds a signed list of the programs in their final state as one of the files. */
static gboolean
add_catalog (const Inside *self, SgnSubject *archive, GPtrArray *files, GError **error)
{
  g_autoptr (SgnInside) catalog = NULL;
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_auto (SgnSigning)
      signing = { .request = self->request, .progress = self->progress, .inside = TRUE };

  if (archive->format->container->create_catalog == NULL)
    return TRUE;
  if (!archive->format->container->create_catalog (archive->self, self->contents, &catalog, error))
    return FALSE;
  if (catalog == NULL)
    return TRUE;
  input = g_steal_pointer (&catalog->content);
  if (!sgn_signing_take (&signing, sgn_subject_open (input, error), error))
    return FALSE;
  if (!sign_subject (self, &signing, catalog->name, &view, error))
    return FALSE;
  catalog->content = g_steal_pointer (&view);
  g_ptr_array_add (files, g_steal_pointer (&catalog));
  return TRUE;
}

static gboolean
is_changed (GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    if (((const SgnInside *) files->pdata[i])->content != NULL)
      return TRUE;
  return FALSE;
}

static SgnInput *
open_with_inside (const Inside *self, SgnSubject *subject, GError **error)
{
  g_autoptr (GPtrArray) files = NULL;

  files = subject->format->container->list (subject->self, self->cancellable, error);
  if (files == NULL)
    return NULL;
  for (guint i = 0; i < files->len; i++)
    if (!sign_one (self, subject, files->pdata[i], error))
      return NULL;
  if (files->len > 0 && !add_catalog (self, subject, files, error))
    return NULL;
  if (!is_changed (files))
    return sgn_input_ref (subject->input);
  return subject->format->container->put (subject->self, files, self->cancellable, error);
}

/* The same settings, without those that only concern the file around the programs. */
static SgnSignRequest *
derive_request (const SgnSignRequest *request)
{
  SgnSignRequest *inner = sgn_sign_request_copy (request);

  inner->existing = SGN_EXISTING_SKIP_VALID;
  inner->timestamp_replace = FALSE;
  inner->message = SGN_MESSAGE_NONE;
  inner->deep = FALSE;
  inner->keep_original = FALSE;
  inner->overwrite = FALSE;
  g_clear_object (&inner->output);
  g_clear_pointer (&inner->backup_suffix, g_free);
  return inner;
}

gboolean
sgn_sign_inside (SgnSigning *self, GPtrArray **ret, GCancellable *cancellable, GError **error)
{
  SgnSubject *subject = self->subject;
  gboolean only_list = !self->request->deep;
  g_autoptr (SgnSignRequest) request = NULL;
  g_autoptr (GPtrArray) reports = sgn_inside_reports_new ();
  g_autoptr (GPtrArray) contents = NULL;
  g_autoptr (SgnInput) view = NULL;
  Inside inside = { .cancellable = cancellable, .path = "", .only_list = only_list };

  if (subject->format->container == NULL)
    return TRUE;
  if (only_list &&
      (subject->format->container->create_catalog == NULL || sgn_signing_is_appending (self)))
    return TRUE;
  if (sgn_signing_is_appending (self)) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_NOT_SIGNABLE,
                         _ ("signing the contents would break the signature that is to be kept"));
    return FALSE;
  }
  request = derive_request (self->request);
  contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  inside.request = request;
  inside.replaces_broken = self->request->existing == SGN_EXISTING_REPLACE;
  inside.near = self->target;
  inside.contents = contents;
  inside.reports = reports;
  if (!only_list)
    sgn_sign_tell (self->progress, SGN_STEP_SIGNING);
  view = open_with_inside (&inside, subject, error);
  if (view == NULL)
    return FALSE;
  if (!only_list)
    *ret = g_steal_pointer (&reports);
  return view == subject->input || sgn_signing_take (self, sgn_subject_open (view, error), error);
}
