/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/base/finding.h"
#include "core/base/hash.h"
#include "core/certificate/certificate.h"
#include "core/format/foreign-signature.h"
#include "core/trust/anchors.h"
#include "core/trust/chain.h"

/* The verdict, worst first: the first one that applies is chosen. The ids are part of the
 * interface. */
typedef enum {
  SGN_VERDICT_UNREADABLE,         /* "unreadable" */
  SGN_VERDICT_CHANGED,            /* "changed" */
  SGN_VERDICT_REVOKED,            /* "revoked" */
  SGN_VERDICT_UNSIGNED,           /* "unsigned" */
  SGN_VERDICT_ADDED,              /* "added" */
  SGN_VERDICT_UNTRUSTED,          /* "untrusted" */
  SGN_VERDICT_EXPIRED,            /* "expired" */
  SGN_VERDICT_REVOCATION_UNKNOWN, /* "revocation-unknown" */
  SGN_VERDICT_WEAK,               /* "weak" */
  SGN_VERDICT_VALID,              /* "valid" */
  SGN_N_VERDICTS
} SgnVerdict;

typedef enum {
  SGN_CHECK_CONTENT,    /* "content": the file is what was signed */
  SGN_CHECK_SIGNATURE,  /* "signature": attributes, messageDigest, value and certificate match */
  SGN_CHECK_COVERAGE,   /* "coverage": no data outside the signature that could hide something */
  SGN_CHECK_TIMESTAMP,  /* "timestamp": the time of signing is proven */
  SGN_CHECK_CHAIN,      /* "chain": ends in a trusted root */
  SGN_CHECK_USAGE,      /* "usage": the certificate is meant for code signing */
  SGN_CHECK_VALIDITY,   /* "validity": certificates valid at the relevant time */
  SGN_CHECK_REVOCATION, /* "revocation" */
  SGN_CHECK_ALGORITHMS, /* "algorithms": strong enough by current standards */
  SGN_N_CHECKS
} SgnCheckId;

typedef enum {
  SGN_CHECK_PASS,
  SGN_CHECK_WARN,
  SGN_CHECK_FAIL,
  SGN_CHECK_UNKNOWN,
  SGN_CHECK_SKIPPED,
} SgnCheckStatus;

/* The reason for the result of a check. */
typedef enum {
  SGN_REASON_NONE,                /* "" */
  SGN_REASON_DIGEST_MISMATCH,     /* "digest-mismatch" */
  SGN_REASON_CONTENT_UNKNOWN,     /* "content-unknown": the content does not fit this format */
  SGN_REASON_PAGE_HASH_MISMATCH,  /* "page-hash-mismatch" */
  SGN_REASON_NO_CERTIFICATE,      /* "no-certificate" */
  SGN_REASON_BAD_ATTRIBUTES,      /* "bad-attributes" */
  SGN_REASON_BAD_MESSAGE_DIGEST,  /* "bad-message-digest" */
  SGN_REASON_BAD_VALUE,           /* "bad-value" */
  SGN_REASON_UNKNOWN_ALGORITHM,   /* "unknown-algorithm" */
  SGN_REASON_DATA_ADDED,          /* "data-added" */
  SGN_REASON_LINE_ENDS,           /* "line-ends": those of the signature were converted */
  SGN_REASON_NO_TIMESTAMP,        /* "no-timestamp" */
  SGN_REASON_TIMESTAMP_BROKEN,    /* "timestamp-broken" */
  SGN_REASON_TIMESTAMP_UNTRUSTED, /* "timestamp-untrusted" */
  SGN_REASON_TIMESTAMP_FUTURE,    /* "timestamp-future" */
  SGN_REASON_TIMESTAMP_REVOKED,   /* "timestamp-revoked" */
  SGN_REASON_CHAIN_INCOMPLETE,    /* "chain-incomplete" */
  SGN_REASON_ROOT_UNTRUSTED,      /* "root-untrusted" */
  SGN_REASON_SELF_SIGNED,         /* "self-signed" */
  SGN_REASON_CHAIN_INVALID,       /* "chain-invalid" */
  SGN_REASON_EXPLICIT_CURVE,      /* "explicit-curve" */
  SGN_REASON_ROOT_USAGE,          /* "root-usage": Windows trusts the root, but not for this */
  SGN_REASON_ROOT_CLOSED,         /* "root-closed": and not for certificates issued so late */
  SGN_REASON_ROOT_RETIRED,        /* "root-retired": and not any more */
  SGN_REASON_ROOT_RETIRED_LATER,  /* "root-retired-later": after the proven time */
  SGN_REASON_DISALLOWED,          /* "disallowed": Microsoft disallows a certificate or its key */
  /* "no-usage": the certificate names no usage; Windows accepts it */
  SGN_REASON_NO_USAGE,
  SGN_REASON_WRONG_USAGE,        /* "wrong-usage" */
  SGN_REASON_PUBLISHER_MISMATCH, /* "publisher-mismatch": the file names another publisher */
  /* "key-unsuited": programs that use the file do not support this type of key */
  SGN_REASON_KEY_UNSUITED,
  SGN_REASON_EXPIRED,              /* "expired" */
  SGN_REASON_NOT_YET_VALID,        /* "not-yet-valid" */
  SGN_REASON_LIFETIME,             /* "lifetime-signing" */
  SGN_REASON_OFFLINE,              /* "not-checked" */
  SGN_REASON_NOT_ANSWERED,         /* "authority-not-reached" */
  SGN_REASON_NO_REVOCATION_SOURCE, /* "no-revocation-source" */
  SGN_REASON_NO_REVOCATION_LIST,   /* "no-revocation-list": for some certificate in the chain */
  SGN_REASON_LIST_OUTDATED,        /* "revocation-list-outdated" */
  SGN_REASON_REVOKED,              /* "revoked": the signer's certificate */
  SGN_REASON_ISSUER_REVOKED,       /* "issuer-revoked": a certificate above the signer's */
  SGN_REASON_REVOKED_LATER,        /* "revoked-later": after the proven time */
  SGN_REASON_WEAK_HASH,            /* "weak-hash" */
  SGN_REASON_WEAK_CHAIN,           /* "weak-chain" */
  SGN_REASON_WEAK_TIMESTAMP,       /* "weak-timestamp": the proof of time is a weak one */
  SGN_REASON_NOT_REACHED,          /* "not-reached": not checked after an earlier failure */
  SGN_N_REASONS
} SgnReason;

typedef struct {
  SgnCheckStatus status;
  SgnReason reason;
  char *detail; /* (nullable): a value, not a sentence */
} SgnCheck;

typedef struct {
  gboolean rfc3161; /* FALSE: legacy countersignature */
  gint64 time;      /* seconds since the Unix epoch */
  SgnHash hash;
  SgnCertificate *signer; /* (nullable) */
  SgnChain *chain;        /* (nullable) */
  gboolean intact;        /* valid signature over this signature value */
  gboolean revoked;       /* its certificate or an issuer was revoked at that time */
  guint64 size;           /* of the attribute's value, in bytes */
  SgnUncovered could_be;  /* what else the data could be */
  gboolean weak;          /* made with an outdated algorithm */
  gboolean unread;        /* stored where programs that use the file ignore it */
  gboolean counts;        /* intact, trusted, not in the future, not revoked: proves the time */
} SgnTimestampReport;

/* One signature. Nested signatures follow in the same list, with their depth. */
typedef struct {
  SgnVerdict verdict;
  guint nested;          /* depth; 0: a top-level signature */
  guint entry;           /* index of the top-level signature */
  gboolean of_signature; /* signs the value of the signature above it instead of the file */
  SgnHash hash;
  gboolean hash_known;
  GBytes *digest_stored;     /* (nullable) */
  GBytes *digest_computed;   /* (nullable) */
  SgnCertificate *signer;    /* (nullable) */
  SgnChain *chain;           /* (nullable) */
  char *signature_algorithm; /* name or OID */
  GPtrArray *timestamps;     /* of SgnTimestampReport */
  /* the one that counts, else the first, else NULL; not a reference */
  SgnTimestampReport *timestamp;
  gint64 claimed_time;            /* signingTime attribute, unproven; 0: none */
  gint64 revoked_at;              /* when a certificate in the chain was revoked; 0: not */
  char *catalog;                  /* (nullable): name of the catalog that contains it */
  char *program_name;             /* (nullable) */
  char *program_url;              /* (nullable) */
  GPtrArray *signed_attributes;   /* of char *: dotted OIDs, for display */
  GPtrArray *unsigned_attributes; /* of char *: dotted OIDs, for display */
  guint64 size;                   /* of the SignedData in bytes, including nested signatures */
  guint64 content_size;           /* of the signed content inside it, in bytes */
  SgnUncovered could_be;          /* what else the data could be */
  SgnCheck checks[SGN_N_CHECKS];
} SgnSignatureReport;

/* What was done with a program inside a file when that was signed. */
typedef enum {
  SGN_INSIDE_SIGNED, /* "signed" */
  SGN_INSIDE_KEPT,   /* "kept": its existing signature was kept */
  SGN_INSIDE_LEFT,   /* "left": it cannot be signed */
} SgnInsideState;

typedef struct {
  char *name; /* path, including the names of archives around it */
  SgnInsideState state;
} SgnInsideReport;

const char *sgn_inside_state_to_id (SgnInsideState state);
GPtrArray *sgn_inside_reports_new (void) G_GNUC_WARN_UNUSED_RESULT; /* of SgnInsideReport */
void sgn_inside_reports_add (GPtrArray *self, const char *name, SgnInsideState state);

/* Which of several signatures decides the verdict. This depends on the programs that use the
 * file. */
typedef enum {
  SGN_SEVERAL_FIRST, /* Windows */
  SGN_SEVERAL_ANY,   /* firmware: one good signature is enough */
  SGN_SEVERAL_ALL,   /* Java: one bad signature is enough to reject the file */
} SgnSeveral;

/* The result for one file. Immutable once finished, so it may be shared between threads. */
typedef struct _SgnReport {
  char *name;  /* name of the file in UTF-8, for display */
  GFile *file; /* (nullable) */
  guint64 size;
  const char *format;    /* id of the format; (nullable): unknown */
  const char *title;     /* of the format, untranslated N_(); (nullable): unknown */
  const char *icon_name; /* (nullable): unknown */
  SgnSeveral several;
  gboolean firmware; /* used by firmware, which has its own roots and no clock */
  SgnVerdict verdict;
  /* the signature that decides the verdict; (nullable), not a reference */
  SgnSignatureReport *headline;
  GPtrArray *signatures; /* of SgnSignatureReport */
  SgnFindings *findings;
  /* signature in this file format that only other programs understand */
  SgnForeignSignature foreign;
  /* (nullable), of SgnInsideReport: programs signed together with it */
  GPtrArray *inside;
  GError *error;     /* (nullable): why the file cannot be read */
  GBytes *sha256;    /* (nullable): plain hash of the file, if computed */
  gint64 checked_at; /* time of the check, in seconds since the Unix epoch */
  gint64 judged_at;  /* time used as now, in seconds since the Unix epoch */
  SgnTrustSource trust_source;
  gint64 trust_date; /* of Windows' list of roots, in seconds since the Unix epoch; 0: not used */
} SgnReport;

#define SGN_TYPE_REPORT (sgn_report_get_type ())
GType sgn_report_get_type (void); /* boxed type */
SgnReport *sgn_report_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) */
SgnReport *sgn_report_ref (SgnReport *self);
void sgn_report_unref (SgnReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnReport, sgn_report_unref)

SgnSignatureReport *sgn_signature_report_new (void) G_GNUC_WARN_UNUSED_RESULT;
SgnSignatureReport *sgn_signature_report_copy (const SgnSignatureReport *self);
SgnTimestampReport *sgn_timestamp_report_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Sets and returns the verdict: of a signature from its checks, of a report from its signatures and
 * findings. */
SgnVerdict sgn_signature_report_judge (SgnSignatureReport *self);
SgnVerdict sgn_report_judge (SgnReport *self);
/* Whether content and signature value were verified. Otherwise nothing is known about file and
 * signer. */
gboolean sgn_signature_report_is_verified (const SgnSignatureReport *self);
/* The time for which the signature is judged: the proven time, else @now. Both in seconds since the
 * Unix epoch. */
gint64 sgn_signature_report_get_time (const SgnSignatureReport *self, gint64 now);

const char *sgn_verdict_to_id (SgnVerdict verdict);
const char *sgn_check_id_to_id (SgnCheckId check);
const char *sgn_check_status_to_id (SgnCheckStatus status);
const char *sgn_reason_to_id (SgnReason reason);
