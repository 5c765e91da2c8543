/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/ctl.h"
#include "core/base/hash.h"

/* Security catalogs: digests and properties of many files in one CertificateTrustList. */

/* What the digest of a member covers. A digest of one kind never matches one of another kind. */
typedef enum {
  SGN_CATALOG_FLAT,  /* the whole file */
  SGN_CATALOG_PE,    /* a program, with the digest of its embedded signature */
  SGN_CATALOG_OTHER, /* another format, with the digest of its embedded signature */
} SgnCatalogKind;

/* CatalogNameValue. */
typedef struct {
  char *tag; /* for example "File", "OSAttr" */
  char *value;
} SgnCatalogProperty;

GPtrArray *sgn_catalog_properties_new (void); /* of SgnCatalogProperty */
void sgn_catalog_properties_add (GPtrArray *self, const char *tag, const char *value);
/* The value of the first property with this tag, or NULL. (transfer none) */
const char *sgn_catalog_properties_find (GPtrArray *self, const char *tag);

typedef struct {
  SgnCatalogKind kind;
  SgnHash hash; /* valid when hash_known */
  gboolean hash_known;
  GBytes *digest;  /* (nullable): NULL if the list does not have it */
  gboolean beside; /* an additional entry for old Windows, next to one with a stronger digest of the
                      same file */
  GPtrArray *properties; /* of SgnCatalogProperty */
} SgnCatalogMember;

gboolean sgn_catalog_member_parse (const SgnCtl *list,
                                   const SgnCtlSubject *subject,
                                   SgnCatalogMember *ret,
                                   GError **error);
void sgn_catalog_member_clear (SgnCatalogMember *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnCatalogMember, sgn_catalog_member_clear)

/* The properties of the catalog, of SgnCatalogProperty. (transfer full) */
GPtrArray *sgn_catalog_get_properties (const SgnCtl *list, GError **error);

/* Writes a catalog of version 2, as Inf2Cat and MakeCat do. */
typedef struct _SgnCatalogWriter SgnCatalogWriter;

/* (transfer full) */
SgnCatalogWriter *sgn_catalog_writer_new (void);
void sgn_catalog_writer_free (SgnCatalogWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnCatalogWriter, sgn_catalog_writer_free)

/* Adds a property of the catalog. Properties keep their order. */
void sgn_catalog_writer_add_property (SgnCatalogWriter *self, const char *tag, const char *value);
/* Adds a file by its digests. @kind is SGN_CATALOG_FLAT or SGN_CATALOG_PE. @sha1 (nullable): also
 * adds an entry with this digest, for old versions of Windows. Entries that exist are not added
 * again. @properties (nullable): of SgnCatalogProperty. */
void sgn_catalog_writer_add_file (SgnCatalogWriter *self,
                                  SgnCatalogKind kind,
                                  GBytes *sha256,
                                  GBytes *sha1,
                                  GPtrArray *properties);
/* Adds a program with page hashes. @content is the content of its embedded signature: DER of
 * SpcIndirectDataContent with SHA-256. @sha1, @properties (nullable). */
gboolean sgn_catalog_writer_add_program (SgnCatalogWriter *self,
                                         GBytes *content,
                                         GBytes *sha1,
                                         GPtrArray *properties,
                                         GError **error);
/* Adds a file by the content of its embedded signature: DER of SpcIndirectDataContent. */
gboolean sgn_catalog_writer_add_content (SgnCatalogWriter *self,
                                         GBytes *content,
                                         GPtrArray *properties,
                                         GError **error);
guint sgn_catalog_writer_get_size (SgnCatalogWriter *self); /* number of entries */

/* The DER of the CertificateTrustList, which is signed as content of type SGN_OID_MS_CTL. Members
 * are in the order of their identifiers; the same members make the same list, apart from @time
 * (Unix time). (transfer full) */
GBytes *sgn_catalog_writer_finish (SgnCatalogWriter *self, gint64 time);

/* An unsigned catalog file: SignedData with the list and without signers. (transfer full) */
GBytes *sgn_catalog_wrap (GBytes *list);
