/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/uncovered.h"

/* What was noticed in a file besides the answers to the four questions. */
typedef enum {
  SGN_FINDING_TRAILING_DATA, /* "trailing-data": bytes after the signature, covered by nothing */
  SGN_FINDING_PADDING_DATA,  /* "padding-data": non-zero bytes after the DER (CVE-2013-3900) */
  SGN_FINDING_PADDING_LONG,  /* "padding-long": more zero padding than alignment needs */
  SGN_FINDING_UNKNOWN_ENTRY, /* "unknown-entry": certificate table entry that is no signature */
  SGN_FINDING_UNSIGNED_ATTRIBUTE, /* "unsigned-attribute": unknown unsigned attribute; detail = OID
                                   */
  SGN_FINDING_EXTRA_CERTIFICATE,  /* "extra-certificate": belongs to no chain of the signature */
  SGN_FINDING_CHECKSUM,           /* "checksum": PE checksum set and wrong */
  SGN_FINDING_PAGE_HASHES,        /* "page-hashes": a page hash does not match */
  SGN_FINDING_SECTION_OUTSIDE,    /* "section-outside": section data beyond the end of the file;
                                     detail = SGN_FINDING_DETAIL_MISSING: the program needs it */
  SGN_FINDING_NESTED_BROKEN,      /* "nested-broken": a nested signature does not verify */
  SGN_FINDING_UNUSED_TABLE,    /* "unused-table": a certificate table the directory does not name */
  SGN_FINDING_ATTRIBUTE_ORDER, /* "attribute-order": signed attributes not in DER order */
  SGN_FINDING_HASH_MIX, /* "hash-mix": an algorithm is named that the signature does not use; detail
                           = OID, NULL where it is none */
  SGN_FINDING_TIMESTAMP_IGNORED, /* "timestamp-ignored": a timestamp that counts for nothing */
  SGN_FINDING_LINE_ENDS,         /* "line-ends": line ends of the signature block were converted */
  SGN_FINDING_GAP_DATA, /* "gap-data": octets between the parts of the file that no part owns */
  SGN_FINDING_DUPLICATE_ENTRY, /* "duplicate-entry": two entries of an archive have one name; detail
                                  = name */
  SGN_FINDING_ENTRY_MISMATCH,  /* "entry-mismatch": an entry and the directory of an archive
                                  disagree, or (CHANGED) the entry and what was signed; without size
                                  it is gone; detail = name */
  SGN_FINDING_UNSIGNED_ENTRY,  /* "unsigned-entry": an entry of an archive that no signature covers;
                                  detail = name */
  SGN_FINDING_PART_OF_SET, /* "part-of-set": the file is one of several, each signed by itself */
  SGN_FINDING_FREE_SPACE,  /* "free-space": data where the file says that nothing is */
  SGN_FINDING_ORPHAN,      /* "orphan": data in a place that nothing refers to */
  SGN_FINDING_SLACK,       /* "slack": data between the end of a stream and that of its sector */
  SGN_FINDING_MISPLACED,   /* "misplaced": named like a signature, not in its place */
  SGN_FINDING_CATALOG,     /* "catalog": a catalog lists the file; detail = its name */
  SGN_FINDING_CATALOG_IGNORED,  /* "catalog-ignored": the same of one that is unsigned or changed */
  SGN_FINDING_EXTERNAL_CABINET, /* "external-cabinet": a cabinet beside a package, which is not
                                   covered; detail = name */
  SGN_FINDING_NAMES_UNSIGNED,   /* "names-unsigned": the signature covers what is in a package, but
                                   not what it is called and where it ends */
  SGN_FINDING_READING,          /* "reading": of the ways to read a text, this one fits; detail =
                                   the name of its encoding */
  SGN_FINDING_REVOCATION_LIST,  /* "revocation-list": lies inside of the signature */
  SGN_FINDING_STALE_DIRECTORY,  /* "stale-directory": the headers lead to a signature that is not
                                   there */
  SGN_FINDING_LEFTOVERS, /* "leftovers": what an old signature had left went with this change */
  SGN_FINDING_UNPROVEN_SIGNATURE, /* "unproven-signature": a further one that nobody confirms, or
                                     that is larger than it has to be; detail = its number */
  SGN_FINDING_CONTENT_INSIDE, /* "content-inside": a message brings its own content, which is not
                                 the file beside it; detail = name */
  SGN_FINDING_SEALED,         /* "sealed": what "signtool sign /seal" leaves; detail = OID */
  SGN_FINDING_OUTDATED,       /* "outdated-method": the signature is made by a method of the past */
  SGN_FINDING_MISNAMED,       /* "misnamed": the name says another kind than the content; detail =
                                 ending */
  SGN_FINDING_FOREIGN_SIGNATURE, /* "foreign-signature": of a kind that other programs check */
  SGN_N_FINDINGS
} SgnFindingCode;

#define SGN_FINDING_DETAIL_MISSING "missing"

typedef enum {
  SGN_SEVERITY_NOTE,    /* said, changes no verdict */
  SGN_SEVERITY_ADDED,   /* data or code can hide there: verdict `added` */
  SGN_SEVERITY_CHANGED, /* Windows would refuse: verdict `changed` */
} SgnSeverity;

typedef struct {
  SgnFindingCode code;
  SgnSeverity severity;
  guint64 offset;        /* in the file; 0 where there is none */
  guint64 size;          /* octets concerned */
  char *detail;          /* (nullable): an OID, a name; data, not a sentence */
  SgnUncovered could_be; /* what bytes that nothing covers could be opened as; NOTHING: not asked */
  guint more;            /* further ones of this kind, which are only counted */
  guint signature;       /* number of the signature it belongs to, from 1; 0: to the file */
} SgnFinding;

/* Of one code and severity this many are told one by one, and one more of each signature. Of those
 * that say the same of the same, one is told. */
#define SGN_FINDINGS_MAX 50

typedef GPtrArray SgnFindings; /* of SgnFinding, owned */

SgnFindings *sgn_findings_new (void);
void sgn_findings_add (SgnFindings *self,
                       SgnFindingCode code,
                       SgnSeverity severity,
                       guint64 offset,
                       guint64 size,
                       const char *detail);
/* Bytes that no signature covers, judged by what they could be: nothing is not told, what is
 * harmless is a note, anything else was added. */
void sgn_findings_add_uncovered (SgnFindings *self,
                                 SgnFindingCode code,
                                 SgnUncovered kind,
                                 guint64 offset,
                                 guint64 size,
                                 const char *detail);
/* The same where the place decides how bad it is, whatever the kind. */
void sgn_findings_add_uncovered_as (SgnFindings *self,
                                    SgnFindingCode code,
                                    SgnSeverity severity,
                                    SgnUncovered kind,
                                    guint64 offset,
                                    guint64 size,
                                    const char *detail);
/* Those from index @from on that belong to no signature yet belong to the one of this number. */
void sgn_findings_assign (SgnFindings *self, guint from, guint signature);
/* Is it that part of the file is missing? */
gboolean sgn_finding_is_cut_off (const SgnFinding *self);
const char *sgn_finding_code_to_id (SgnFindingCode code);
