/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/ctl.h"
#include "core/base/hash.h"

/* Security catalogs: digests of many files in one CertificateTrustList, and what is said of each.
 */

/* What a member's digest was made of. A digest of one kind never stands for another. */
typedef enum {
  SGN_CATALOG_FLAT,  /* the whole file, octet for octet */
  SGN_CATALOG_PE,    /* a program, without what its own signature changes */
  SGN_CATALOG_OTHER, /* as the file's own kind wants it */
} SgnCatalogKind;

/* CatalogNameValue. */
typedef struct {
  char *tag; /* such as "File", "OSAttr" */
  char *value;
} SgnCatalogProperty;

GPtrArray *sgn_catalog_properties_new (void); /* of SgnCatalogProperty */
void sgn_catalog_properties_add (GPtrArray *self, const char *tag, const char *value);
/* The value of the first with this tag, or NULL. */
const char *sgn_catalog_properties_find (GPtrArray *self, const char *tag);

typedef struct {
  SgnCatalogKind kind;
  SgnHash hash; /* valid when hash_known */
  gboolean hash_known;
  GBytes *digest;        /* (nullable): the list does not say it */
  gboolean beside;       /* stands beside a stronger digest of the same file, for old Windows */
  GPtrArray *properties; /* of SgnCatalogProperty */
} SgnCatalogMember;

gboolean sgn_catalog_member_parse (const SgnCtl *list,
                                   const SgnCtlSubject *subject,
                                   SgnCatalogMember *ret,
                                   GError **error);
void sgn_catalog_member_clear (SgnCatalogMember *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnCatalogMember, sgn_catalog_member_clear)

/* What is said of all members. (transfer full) */
GPtrArray *sgn_catalog_get_properties (const SgnCtl *list, GError **error);

/* A catalog of version 2, as Inf2Cat and MakeCat write it. */
typedef struct _SgnCatalogWriter SgnCatalogWriter;

SgnCatalogWriter *sgn_catalog_writer_new (void);
void sgn_catalog_writer_free (SgnCatalogWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnCatalogWriter, sgn_catalog_writer_free)

/* Of all members, in the order added. */
void sgn_catalog_writer_add_property (SgnCatalogWriter *self, const char *tag, const char *value);
/* A file by its digests; @kind is FLAT or PE. @sha1 (nullable): makes an entry of its own, for old
 * versions of Windows. What is in the list already is not added again.
 * @properties (nullable): of SgnCatalogProperty. */
void sgn_catalog_writer_add_file (SgnCatalogWriter *self,
                                  SgnCatalogKind kind,
                                  GBytes *sha256,
                                  GBytes *sha1,
                                  GPtrArray *properties);
/* A program by what its own signature would state, with the hashes of its pages: @content is DER of
 * SpcIndirectDataContent with SHA-256. @sha1, @properties (nullable). */
gboolean sgn_catalog_writer_add_program (SgnCatalogWriter *self,
                                         GBytes *content,
                                         GBytes *sha1,
                                         GPtrArray *properties,
                                         GError **error);
/* The same by what a signature of the file would state, DER of SpcIndirectDataContent. */
gboolean sgn_catalog_writer_add_content (SgnCatalogWriter *self,
                                         GBytes *content,
                                         GPtrArray *properties,
                                         GError **error);
guint sgn_catalog_writer_get_size (SgnCatalogWriter *self); /* entries */

/* DER of the CertificateTrustList: what gets signed, as content of the type SGN_OID_MS_CTL. Members
 * stand in the order of their digests; the same members make the same list, apart from @time (Unix
 * time). (transfer full) */
GBytes *sgn_catalog_writer_finish (SgnCatalogWriter *self, gint64 time);

/* A catalog nobody has signed, as a file: SignedData without signer around the list.
 * (transfer full) */
GBytes *sgn_catalog_wrap (GBytes *list);
