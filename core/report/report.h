/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/base/finding.h"
#include "core/base/hash.h"
#include "core/certificate/certificate.h"
#include "core/format/foreign-signature.h"
#include "core/trust/chain.h"

/* The headline, worst first: the first that applies is it. Ids are words of the interface. */
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
  SGN_CHECK_SIGNATURE,  /* "signature": attributes, messageDigest, value and certificate fit */
  SGN_CHECK_COVERAGE,   /* "coverage": nothing outside of the signature where something can hide */
  SGN_CHECK_TIMESTAMP,  /* "timestamp": when it was signed is proven */
  SGN_CHECK_CHAIN,      /* "chain": ends in a trusted root */
  SGN_CHECK_USAGE,      /* "usage": certificate is for signing programs */
  SGN_CHECK_VALIDITY,   /* "validity": certificates valid at the time that counts */
  SGN_CHECK_REVOCATION, /* "revocation" */
  SGN_CHECK_ALGORITHMS, /* "algorithms": strong enough */
  SGN_N_CHECKS
} SgnCheckId;

typedef enum {
  SGN_CHECK_PASS,
  SGN_CHECK_WARN,
  SGN_CHECK_FAIL,
  SGN_CHECK_UNKNOWN,
  SGN_CHECK_SKIPPED,
} SgnCheckStatus;

/* Why a check ended as it did. */
typedef enum {
  SGN_REASON_NONE,            /* "" */
  SGN_REASON_DIGEST_MISMATCH, /* "digest-mismatch" */
  SGN_REASON_CONTENT_UNKNOWN, /* "content-unknown": the content says something else than this format
                               */
  SGN_REASON_PAGE_HASH_MISMATCH,   /* "page-hash-mismatch" */
  SGN_REASON_NO_CERTIFICATE,       /* "no-certificate" */
  SGN_REASON_BAD_ATTRIBUTES,       /* "bad-attributes" */
  SGN_REASON_BAD_MESSAGE_DIGEST,   /* "bad-message-digest" */
  SGN_REASON_BAD_VALUE,            /* "bad-value" */
  SGN_REASON_UNKNOWN_ALGORITHM,    /* "unknown-algorithm" */
  SGN_REASON_DATA_ADDED,           /* "data-added" */
  SGN_REASON_LINE_ENDS,            /* "line-ends": of the signature, which were converted */
  SGN_REASON_NO_TIMESTAMP,         /* "no-timestamp" */
  SGN_REASON_TIMESTAMP_BROKEN,     /* "timestamp-broken" */
  SGN_REASON_TIMESTAMP_UNTRUSTED,  /* "timestamp-untrusted" */
  SGN_REASON_TIMESTAMP_FUTURE,     /* "timestamp-future" */
  SGN_REASON_TIMESTAMP_REVOKED,    /* "timestamp-revoked" */
  SGN_REASON_CHAIN_INCOMPLETE,     /* "chain-incomplete" */
  SGN_REASON_ROOT_UNTRUSTED,       /* "root-untrusted" */
  SGN_REASON_SELF_SIGNED,          /* "self-signed" */
  SGN_REASON_CHAIN_INVALID,        /* "chain-invalid" */
  SGN_REASON_EXPLICIT_CURVE,       /* "explicit-curve" */
  SGN_REASON_NO_USAGE,             /* "no-usage": certificate names no usage; Windows accepts it */
  SGN_REASON_WRONG_USAGE,          /* "wrong-usage" */
  SGN_REASON_PUBLISHER_MISMATCH,   /* "publisher-mismatch": the file names another publisher */
  SGN_REASON_KEY_UNSUITED,         /* "key-unsuited": what reads the file cannot use this key */
  SGN_REASON_EXPIRED,              /* "expired" */
  SGN_REASON_NOT_YET_VALID,        /* "not-yet-valid" */
  SGN_REASON_LIFETIME,             /* "lifetime-signing" */
  SGN_REASON_OFFLINE,              /* "not-checked" */
  SGN_REASON_NO_REVOCATION_SOURCE, /* "no-revocation-source" */
  SGN_REASON_NO_REVOCATION_LIST,   /* "no-revocation-list": of some certificate of the chain */
  SGN_REASON_LIST_OUTDATED,        /* "revocation-list-outdated" */
  SGN_REASON_REVOKED,              /* "revoked": the signer's certificate */
  SGN_REASON_ISSUER_REVOKED,       /* "issuer-revoked": one above it */
  SGN_REASON_REVOKED_LATER,        /* "revoked-later": after the time that is proven */
  SGN_REASON_WEAK_HASH,            /* "weak-hash" */
  SGN_REASON_WEAK_CHAIN,           /* "weak-chain" */
  SGN_REASON_WEAK_TIMESTAMP,       /* "weak-timestamp": the time that counts is proven by one */
  SGN_REASON_NOT_REACHED,          /* "not-reached": an earlier failure makes the question moot */
  SGN_N_REASONS
} SgnReason;

typedef struct {
  SgnCheckStatus status;
  SgnReason reason;
  char *detail; /* (nullable): data, not a sentence */
} SgnCheck;

typedef struct {
  gboolean rfc3161; /* FALSE: legacy countersignature */
  gint64 time;      /* Unix time */
  SgnHash hash;
  SgnCertificate *signer; /* (nullable) */
  SgnChain *chain;        /* (nullable) */
  gboolean intact;        /* its own signature is good and stands for this signature value */
  gboolean revoked;       /* its certificate, or one above it, by then */
  guint64 size;           /* of the attribute's value */
  SgnUncovered could_be;  /* besides a timestamp */
  gboolean weak;          /* made by a method of the past */
  gboolean unread;        /* stands where what reads this kind of file does not look */
  gboolean counts;        /* intact, trusted, not in the future, not revoked: proves the time */
} SgnTimestampReport;

/* Of one signature; nested ones stand in the same list with their depth. */
typedef struct {
  SgnVerdict verdict;
  guint nested;          /* depth, 0 = beside each other at the top */
  guint entry;           /* index among the signatures at the top */
  gboolean of_signature; /* of the value of the signature above it, not of the file */
  SgnHash hash;
  gboolean hash_known;
  GBytes *digest_stored;          /* (nullable) */
  GBytes *digest_computed;        /* (nullable) */
  SgnCertificate *signer;         /* (nullable) */
  SgnChain *chain;                /* (nullable) */
  char *signature_algorithm;      /* name or OID */
  GPtrArray *timestamps;          /* of SgnTimestampReport */
  SgnTimestampReport *timestamp;  /* the one that counts, else the first, else NULL; not owned */
  gint64 claimed_time;            /* unproven signingTime attribute; 0 = none */
  gint64 revoked_at;              /* of a certificate of the chain; 0 = none */
  char *catalog;                  /* (nullable): name of the catalog that it is the signature of */
  char *program_name;             /* (nullable) */
  char *program_url;              /* (nullable) */
  GPtrArray *signed_attributes;   /* of char *: dotted OIDs, for showing */
  GPtrArray *unsigned_attributes; /* of char * */
  guint64 size;                   /* bytes of the SignedData, with what is nested in it */
  guint64 content_size;           /* bytes of what is signed inside of it */
  SgnUncovered could_be;          /* besides a signature */
  SgnCheck checks[SGN_N_CHECKS];
} SgnSignatureReport;

/* What became of a program inside of a file that was just signed. */
typedef enum {
  SGN_INSIDE_SIGNED, /* "signed" */
  SGN_INSIDE_KEPT,   /* "kept": it has a signature, which stays */
  SGN_INSIDE_LEFT,   /* "left": it cannot be signed */
} SgnInsideState;

typedef struct {
  char *name; /* with those of the archives around it */
  SgnInsideState state;
} SgnInsideReport;

const char *sgn_inside_state_to_id (SgnInsideState state);
GPtrArray *sgn_inside_reports_new (void); /* of SgnInsideReport */
void sgn_inside_reports_add (GPtrArray *self, const char *name, SgnInsideState state);

/* Which of several signatures speaks for the file: what reads such files decides. */
typedef enum {
  SGN_SEVERAL_FIRST, /* Windows */
  SGN_SEVERAL_ANY,   /* firmware: one good one is enough */
  SGN_SEVERAL_ALL,   /* Java: one bad one spoils the file */
} SgnSeveral;

/* Of one file; immutable once made, shared between threads. */
typedef struct _SgnReport {
  char *name;  /* of the file, UTF-8, for showing */
  GFile *file; /* (nullable) */
  guint64 size;
  const char *format;    /* id of the format; NULL when unknown */
  const char *title;     /* of the format, untranslated N_(); NULL when unknown */
  const char *icon_name; /* NULL when unknown */
  SgnSeveral several;
  gboolean firmware; /* read by firmware, which believes roots of its own and no clock */
  SgnVerdict verdict;
  SgnSignatureReport *headline; /* the signature the headline speaks of; not owned, NULL if none */
  GPtrArray *signatures;        /* of SgnSignatureReport */
  SgnFindings *findings;
  SgnForeignSignature foreign; /* of a kind that other programs make, in such a file */
  GPtrArray *inside;           /* (nullable), of SgnInsideReport: what was just signed with it */
  GError *error;               /* (nullable): why it is unreadable */
  GBytes *sha256;              /* (nullable): plain hash of the file where it was computed */
  gint64 checked_at;           /* Unix time of the check */
  gint64 judged_at;            /* Unix time that counts as now */
} SgnReport;

#define SGN_TYPE_REPORT (sgn_report_get_type ())
GType sgn_report_get_type (void); /* boxed */
SgnReport *sgn_report_new (const char *name);
SgnReport *sgn_report_ref (SgnReport *self);
void sgn_report_unref (SgnReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnReport, sgn_report_unref)

SgnSignatureReport *sgn_signature_report_new (void);
SgnSignatureReport *sgn_signature_report_copy (const SgnSignatureReport *self);
SgnTimestampReport *sgn_timestamp_report_new (void);
/* Chooses the verdict of a signature from its checks, and of the report from its signatures and
 * findings. */
SgnVerdict sgn_signature_report_judge (SgnSignatureReport *self);
SgnVerdict sgn_report_judge (SgnReport *self);
/* Was the content compared and the value verified? If not, nothing is known of file and signer. */
gboolean sgn_signature_report_is_verified (const SgnSignatureReport *self);
/* The time the signature is judged at: proven time, else @now. */
gint64 sgn_signature_report_get_time (const SgnSignatureReport *self, gint64 now);

const char *sgn_verdict_to_id (SgnVerdict verdict);
const char *sgn_check_id_to_id (SgnCheckId check);
const char *sgn_check_status_to_id (SgnCheckStatus status);
const char *sgn_reason_to_id (SgnReason reason);
