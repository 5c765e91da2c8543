/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-catalog"

/* Finds the catalogs that list a file. Windows keeps a database of its catalogs for that; here,
 * those that the user names are read once and indexed by digest. */

#include "config.h"

#include "core/catalog/index.h"

#include <glib/gi18n-lib.h>

#include "core/asn1/content-info.h"
#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/base/keyed-hash.h"
#include "core/base/oid.h"

/* Digests of different kinds are kept apart: that of a whole file must not be found as that of a
 * program. */
#define N_KINDS (SGN_CATALOG_OTHER + 1)

typedef struct {
  GHashTable *members; /* digest (GBytes) → reports (GPtrArray) */
  guint hashes;
  guint hashes_beside;
} Kind;

struct _SgnCatalogs {
  Kind kinds[N_KINDS];
  GPtrArray *reports; /* of SgnReport */
};

SgnCatalogs *
sgn_catalogs_new (void)
{
  SgnCatalogs *self = g_atomic_rc_box_new0 (SgnCatalogs);

  for (guint i = 0; i < N_KINDS; i++)
    self->kinds[i].members = g_hash_table_new_full (sgn_keyed_hash_bytes,
                                                    g_bytes_equal,
                                                    (GDestroyNotify) g_bytes_unref,
                                                    (GDestroyNotify) g_ptr_array_unref);
  self->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) sgn_report_unref);
  return self;
}

static void
catalogs_clear (gpointer data)
{
  SgnCatalogs *self = data;

  for (guint i = 0; i < N_KINDS; i++)
    g_hash_table_unref (self->kinds[i].members);
  g_ptr_array_unref (self->reports);
}

SgnCatalogs *
sgn_catalogs_ref (SgnCatalogs *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
sgn_catalogs_unref (SgnCatalogs *self)
{
  g_atomic_rc_box_release_full (self, catalogs_clear);
}

/* The certificate trust list, if that is the content type of the signature. */
static GBytes *
find_list (GBytes *file)
{
  g_auto (SgnContentInfo) info = { 0 };

  /* Not every SignedData is a catalog. */
  if (!sgn_content_info_parse (file, &info, NULL) || !g_str_equal (info.type, SGN_OID_MS_CTL))
    return NULL;
  return sgn_spc_find_content (file);
}

SgnCtl *
sgn_catalog_read (SgnInput *input, GError **error)
{
  g_autoptr (GBytes) file = sgn_input_read_bytes (input, 0, sgn_input_get_size (input), error);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (SgnCtl) list = NULL;

  if (file == NULL)
    return NULL;
  content = find_list (file);
  if (content != NULL)
    list = sgn_ctl_parse (content, error);
  if (list != NULL && g_str_equal (list->usage, SGN_OID_CAT_LIST))
    return g_steal_pointer (&list);
  if (content == NULL || list != NULL)
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FORMAT_UNSUPPORTED,
                         _ ("the file is not a security catalog"));
  return NULL;
}

/* A list may contain the same file several times. */
static void
add_report (GPtrArray *reports, SgnReport *report)
{
  if (reports->len == 0 || reports->pdata[reports->len - 1] != report)
    g_ptr_array_add (reports, report);
}

/* A digest whose length does not match its algorithm cannot be that of a file. */
static gboolean
can_be_found (const SgnCatalogMember *member)
{
  return member->digest != NULL && member->hash_known && member->hash != SGN_HASH_MD5 &&
         g_bytes_get_size (member->digest) == sgn_hash_get_size (member->hash);
}

/* Takes ownership of the digest in @member. */
static void
add_member (SgnCatalogs *self, SgnCatalogMember *member, SgnReport *report)
{
  Kind *kind = &self->kinds[member->kind];
  GPtrArray *reports;

  if (!can_be_found (member))
    return;
  if (member->beside)
    kind->hashes_beside |= 1u << member->hash;
  else
    kind->hashes |= 1u << member->hash;
  reports = g_hash_table_lookup (kind->members, member->digest);
  if (reports == NULL) {
    reports = g_ptr_array_new ();
    g_hash_table_insert (kind->members, g_steal_pointer (&member->digest), reports);
  }
  add_report (reports, report);
}

gboolean
sgn_catalogs_add (SgnCatalogs *self, const SgnCtl *list, SgnReport *report, GError **error)
{
  /* Before its members, which refer to it without a reference. */
  g_ptr_array_add (self->reports, sgn_report_ref (report));
  for (guint i = 0; i < list->subjects->len; i++) {
    const SgnCtlSubject *subject = &g_array_index (list->subjects, SgnCtlSubject, i);
    g_auto (SgnCatalogMember) member = { 0 };

    if (!sgn_catalog_member_parse (list, subject, &member, error)) {
      g_prefix_error (error, _ ("member %u: "), i + 1);
      return FALSE;
    }
    add_member (self, &member, report);
  }
  return TRUE;
}

guint
sgn_catalogs_get_hashes (const SgnCatalogs *self, SgnCatalogKind kind, gboolean beside)
{
  return self->kinds[kind].hashes | (beside ? self->kinds[kind].hashes_beside : 0);
}

GPtrArray *
sgn_catalogs_find (const SgnCatalogs *self, SgnCatalogKind kind, GBytes *digest)
{
  return g_hash_table_lookup (self->kinds[kind].members, digest);
}

GPtrArray *
sgn_catalogs_get_reports (const SgnCatalogs *self)
{
  return self->reports;
}
