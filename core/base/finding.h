/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/uncovered.h"

/* Anomalies of a file, besides the answers to the four questions. */
typedef enum {
  SGN_FINDING_TRAILING_DATA, /* "trailing-data": bytes after the signature, which it does not cover
                              */
  SGN_FINDING_PADDING_DATA,  /* "padding-data": non-zero bytes after the DER (CVE-2013-3900) */
  SGN_FINDING_PADDING_LONG,  /* "padding-long": more zeros than alignment needs */
  SGN_FINDING_UNKNOWN_ENTRY, /* "unknown-entry": a certificate table entry other than a signature */
  SGN_FINDING_UNSIGNED_ATTRIBUTE, /* "unsigned-attribute": unknown unsigned attribute; detail = OID
                                   */
  SGN_FINDING_EXTRA_CERTIFICATE,  /* "extra-certificate": a certificate in no chain of the signature
                                   */
  SGN_FINDING_CHECKSUM,           /* "checksum": the PE checksum is set but wrong */
  SGN_FINDING_PAGE_HASHES,        /* "page-hashes": a page hash does not match */
  SGN_FINDING_SECTION_OUTSIDE, /* "section-outside": section data after the end of the file; detail
                                  = SGN_FINDING_DETAIL_MISSING: the program needs it */
  SGN_FINDING_NESTED_BROKEN,   /* "nested-broken": a nested signature does not verify */
  SGN_FINDING_UNUSED_TABLE, /* "unused-table": a certificate table that the directory does not name
                             */
  SGN_FINDING_ATTRIBUTE_ORDER, /* "attribute-order": signed attributes not in DER order */
  SGN_FINDING_HASH_MIX, /* "hash-mix": an algorithm is named that the signature does not use; detail
                           = OID, NULL if it has none */
  SGN_FINDING_TIMESTAMP_IGNORED, /* "timestamp-ignored": a timestamp that does not count */
  SGN_FINDING_LINE_ENDS,         /* "line-ends": line ends of the signature block were converted */
  SGN_FINDING_GAP_DATA,          /* "gap-data": bytes between the parts of the file */
  SGN_FINDING_DUPLICATE_ENTRY,   /* "duplicate-entry": two entries of an archive have the same name;
                                    detail = name */
  SGN_FINDING_ENTRY_MISMATCH, /* "entry-mismatch": an entry contradicts the directory of the archive
                                 or (CHANGED) what was signed; size 0: the entry is missing; detail
                                 = name */
  SGN_FINDING_UNSIGNED_ENTRY, /* "unsigned-entry": an entry of an archive that no signature covers;
                                 detail = name */
  SGN_FINDING_PART_OF_SET, /* "part-of-set": the file is one of several, each signed separately */
  SGN_FINDING_FREE_SPACE,  /* "free-space": data in places that the file marks as free */
  SGN_FINDING_ORPHAN,      /* "orphan": data in places that nothing refers to */
  SGN_FINDING_SLACK,       /* "slack": data between the end of a stream and the end of its sector */
  SGN_FINDING_MISPLACED,   /* "misplaced": has the name of a signature, but not its place */
  SGN_FINDING_CATALOG,     /* "catalog": a catalog lists the file; detail = its name */
  SGN_FINDING_CATALOG_IGNORED,  /* "catalog-ignored": the same for an unsigned or changed catalog */
  SGN_FINDING_EXTERNAL_CABINET, /* "external-cabinet": a cabinet next to a package, which is not
                                   covered; detail = name */
  SGN_FINDING_NAMES_UNSIGNED,   /* "names-unsigned": the signature covers the data of a package, but
                                   not names and where streams end */
  SGN_FINDING_READING, /* "reading": the encoding in which a text matches; detail = its name */
  SGN_FINDING_REVOCATION_LIST,    /* "revocation-list": a revocation list in the signature */
  SGN_FINDING_STALE_DIRECTORY,    /* "stale-directory": the headers name a signature that does not
                                     exist */
  SGN_FINDING_LEFTOVERS,          /* "leftovers": this change removed remains of an old signature */
  SGN_FINDING_UNPROVEN_SIGNATURE, /* "unproven-signature": a further signature that nobody confirms
                                     or that is larger than necessary; detail = its number */
  SGN_FINDING_CONTENT_INSIDE, /* "content-inside": a message has embedded content that differs from
                                 the file next to it; detail = name */
  SGN_FINDING_SEALED,         /* "sealed": an attribute of "signtool sign /seal"; detail = OID */
  SGN_FINDING_OUTDATED, /* "outdated-method": the signature was made with an outdated method */
  SGN_FINDING_MISNAMED, /* "misnamed": the name suggests another type than the content; detail =
                           extension */
  SGN_FINDING_FOREIGN_SIGNATURE, /* "foreign-signature": a signature that other programs verify */
  SGN_N_FINDINGS
} SgnFindingCode;

#define SGN_FINDING_DETAIL_MISSING "missing"

typedef enum {
  SGN_SEVERITY_NOTE,    /* reported, does not change the verdict */
  SGN_SEVERITY_ADDED,   /* data or code can hide there: verdict `added` */
  SGN_SEVERITY_CHANGED, /* Windows refuses the file: verdict `changed` */
} SgnSeverity;

typedef struct {
  SgnFindingCode code;
  SgnSeverity severity;
  guint64 offset;        /* in the file; 0 if there is none */
  guint64 size;          /* in bytes */
  const char *detail;    /* (nullable) owned by the finding: an OID, a name; data, not a sentence */
  SgnUncovered could_be; /* what uncovered bytes could be opened as; NOTHING: not examined */
  guint more;            /* number of further findings of this kind */
  guint signature;       /* number of its signature, from 1; 0: belongs to the file */
} SgnFinding;

/* The maximum number of findings of one code and severity, plus one for each signature. Equal
 * findings are kept only once. Further ones are counted in SgnFinding.more. */
#define SGN_FINDINGS_MAX 50

typedef GPtrArray SgnFindings; /* of SgnFinding, owned */

SgnFindings *sgn_findings_new (void);
void sgn_findings_add (SgnFindings *self,
                       SgnFindingCode code,
                       SgnSeverity severity,
                       guint64 offset,
                       guint64 size,
                       const char *detail);
/* Adds a copy of @finding. */
void sgn_findings_add_copy (SgnFindings *self, const SgnFinding *finding);
/* The severity of uncovered bytes that could be @kind: a note if harmless, else
 * SGN_SEVERITY_ADDED. */
SgnSeverity sgn_severity_of_uncovered (SgnUncovered kind);
/* Adds a finding about uncovered bytes with this severity; none for SGN_UNCOVERED_NOTHING. */
void sgn_findings_add_uncovered (SgnFindings *self,
                                 SgnFindingCode code,
                                 SgnUncovered kind,
                                 guint64 offset,
                                 guint64 size,
                                 const char *detail);
/* Assigns findings from index @from on that belong to no signature to the one with this number. */
void sgn_findings_assign (SgnFindings *self, guint from, guint signature);
/* Whether the finding says that part of the file is missing. */
gboolean sgn_finding_is_cut_off (const SgnFinding *self);
const char *sgn_finding_code_to_id (SgnFindingCode code);
