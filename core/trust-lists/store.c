/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-trust-store"
#include "config.h"

#include "core/trust-lists/store.h"

#include <glib/gstdio.h>

#include "core/base/text.h"

#define CERTIFICATES "certificates"

static const struct {
  const char *id;
  const char *file;
  const char *cabinet;
} kinds[] = {
  [SGN_TRUST_LIST_ROOTS] = { "roots", "authroot.stl", "authrootstl.cab" },
  [SGN_TRUST_LIST_DISALLOWED] = { "disallowed", "disallowedcert.stl", "disallowedcertstl.cab" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == SGN_N_TRUST_LISTS);

static const char *const origins[] = {
  [SGN_LIST_ABSENT] = "none",
  [SGN_LIST_BUILTIN] = "built-in",
  [SGN_LIST_FETCHED] = "update",
  [SGN_LIST_GIVEN] = "file",
};

G_STATIC_ASSERT (G_N_ELEMENTS (origins) == SGN_N_LIST_ORIGINS);

const char *
sgn_trust_list_kind_to_id (SgnTrustListKind kind)
{
  g_return_val_if_fail (kind < SGN_N_TRUST_LISTS, "");

  return kinds[kind].id;
}

const char *
sgn_trust_list_kind_get_file (SgnTrustListKind kind)
{
  g_return_val_if_fail (kind < SGN_N_TRUST_LISTS, "");

  return kinds[kind].file;
}

const char *
sgn_trust_list_kind_get_cabinet (SgnTrustListKind kind)
{
  g_return_val_if_fail (kind < SGN_N_TRUST_LISTS, "");

  return kinds[kind].cabinet;
}

const char *
sgn_list_origin_to_id (SgnListOrigin origin)
{
  g_return_val_if_fail (origin < SGN_N_LIST_ORIGINS, "none");

  return origins[origin];
}

char *
sgn_trust_store_get_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "signet", "trust", NULL);
}

char *
sgn_trust_store_get_certificate_path (const char *folder, const SgnListedRoot *root)
{
  g_autofree char *hex = sgn_text_hex (root->sha1, sizeof root->sha1);
  g_autofree char *name = g_strconcat (hex, ".crt", NULL);

  return g_build_filename (folder, CERTIFICATES, name, NULL);
}

static void
take (SgnTrustStore *self, const SgnTrustList *list, SgnListOrigin origin)
{
  self->states[list->kind].origin = origin;
  if (list->roots != NULL) {
    sgn_root_list_unref (self->roots);
    self->roots = sgn_root_list_ref (list->roots);
  } else {
    g_clear_pointer (&self->disallowed, sgn_disallowed_unref);
    self->disallowed = sgn_disallowed_ref (list->disallowed);
  }
}

/* The sequence number of the list in force. (nullable) (transfer none) */
static GBytes *
get_sequence (SgnTrustStore *self, SgnTrustListKind kind)
{
  if (kind == SGN_TRUST_LIST_ROOTS)
    return sgn_root_list_get_sequence (self->roots);
  return self->disallowed != NULL ? sgn_disallowed_get_sequence (self->disallowed) : NULL;
}

static gboolean
is_newer (SgnTrustStore *self, const SgnTrustList *list)
{
  GBytes *present = get_sequence (self, list->kind);

  return present == NULL ||
         sgn_trust_list_compare (sgn_trust_list_get_sequence (list), present) > 0;
}

static void
load_fetched (SgnTrustStore *self, SgnTrustListKind kind)
{
  g_autofree char *path = g_build_filename (self->folder, kinds[kind].file, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (SgnTrustList) list = NULL;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return;
  list = sgn_trust_list_load (file, self->trouble == NULL ? &self->trouble : NULL);
  if (list == NULL || list->kind != kind)
    return;
  self->states[kind].since = info.st_mtime;
  if (is_newer (self, list))
    take (self, list, SGN_LIST_FETCHED);
  self->states[kind].fetched = g_steal_pointer (&list);
}

static void
load_certificates (SgnTrustStore *self)
{
  g_autofree char *path = g_build_filename (self->folder, CERTIFICATES, NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (SgnAnchors) known = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return;
  known = sgn_anchors_new ();
  if (sgn_anchors_add_path (known, folder, NULL))
    self->known = g_steal_pointer (&known);
}

SgnTrustStore *
sgn_trust_store_open (const char *folder)
{
  SgnTrustStore *self = g_new0 (SgnTrustStore, 1);

  self->folder = g_strdup (folder);
  self->roots = sgn_root_list_new_builtin ();
  self->states[SGN_TRUST_LIST_ROOTS].origin = SGN_LIST_BUILTIN;
  if (folder == NULL)
    return self;
  for (SgnTrustListKind kind = 0; kind < SGN_N_TRUST_LISTS; kind++)
    load_fetched (self, kind);
  load_certificates (self);
  return self;
}

void
sgn_trust_store_free (SgnTrustStore *self)
{
  if (self == NULL)
    return;
  g_free (self->folder);
  sgn_root_list_unref (self->roots);
  g_clear_pointer (&self->disallowed, sgn_disallowed_unref);
  g_clear_pointer (&self->known, sgn_anchors_unref);
  for (guint i = 0; i < SGN_N_TRUST_LISTS; i++)
    sgn_trust_list_free (self->states[i].fetched);
  g_clear_error (&self->trouble);
  g_free (self);
}

void
sgn_trust_store_give (SgnTrustStore *self, const SgnTrustList *list)
{
  if (self->states[list->kind].origin != SGN_LIST_GIVEN || is_newer (self, list))
    take (self, list, SGN_LIST_GIVEN);
}

void
sgn_trust_store_apply (SgnTrustStore *self, SgnAnchors *anchors)
{
  sgn_anchors_set_windows (anchors, self->roots);
  if (self->disallowed != NULL)
    sgn_anchors_set_disallowed (anchors, self->disallowed);
  if (self->known != NULL)
    sgn_anchors_set_known (anchors, self->known);
}
