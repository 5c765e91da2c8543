/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>
#include <openssl/x509.h>

#include "core/base/finding.h"
#include "core/base/hash.h"
#include "core/io/digest.h"
#include "core/io/patch.h"

/* Which signed attributes a signature in this format carries. */
typedef enum {
  SGN_PROFILE_AUTHENTICODE, /* the content is an element of DER; in the others octets */
  SGN_PROFILE_CADES,        /* NuGet */
  SGN_PROFILE_JAR,
  SGN_PROFILE_PLAIN, /* content type and digest only: RDP, App Control */
} SgnProfile;

typedef enum {
  SGN_FORMAT_CAN_NEST = 1 << 0, /* further signatures inside the first (unsigned attribute) */
  SGN_FORMAT_APPENDS_ENTRIES = 1 << 1, /* further signatures beside the first */
  SGN_FORMAT_PAGE_HASHES = 1 << 2,
  SGN_FORMAT_CAN_REMOVE = 1 << 3,
  SGN_FORMAT_REMOVE_IDENTICAL = 1 << 4, /* removing always restores the original octets */
  SGN_FORMAT_NO_TIMESTAMP = 1 << 5,     /* what reads it knows no timestamps */
  SGN_FORMAT_NESTS_DATA = 1 << 6,       /* nested signatures have no content: they are made over the
                                           first one's, with tag and length, as data */
  SGN_FORMAT_ANY_CONTENT = 1 << 7,      /* what is signed may be of any content type */
  SGN_FORMAT_CONTENT_BESIDE = 1 << 8,   /* what is signed is the file beside */
  SGN_FORMAT_IN_CATALOGS = 1 << 9,      /* catalogs list such files by the digest that a signature
                                           of theirs has, all others by that of the whole file */
  SGN_FORMAT_IS_PROGRAM = 1 << 10,      /* is signed also where it lies inside of another file */
  SGN_FORMAT_NO_CLOCK = 1 << 11,        /* what reads it does not look at dates: the end of a
                                           certificate ends nothing */
  SGN_FORMAT_FIRMWARE = 1 << 12,        /* read by firmware, which believes other roots */
  SGN_FORMAT_ANY_SIGNATURE = 1 << 13,   /* of several signatures any good one is enough */
  SGN_FORMAT_EVERY_SIGNATURE = 1 << 14, /* every one must be good; with neither the first decides */
  SGN_FORMAT_CONTENT_EITHER = 1 << 15,  /* what get_content() gives may also stand in the signature;
                                           then both are the same, or there is only one */
  SGN_FORMAT_FIRST_DECIDES = 1 << 16, /* what reads it looks at no further signature when the first
                                         is good */
  SGN_FORMAT_HAS_LEFTOVERS = 1 << 17, /* of this very file: remains of an old signature, which go
                                         with the next change */
  SGN_FORMAT_NO_WEAK_HASH = 1 << 18,  /* what reads it takes MD5 for nothing, and SHA-1 unless it
                                         was proven to be in use before 2019 */
} SgnFormatCaps;

/* A signature in a file of its own, about any other file. */
typedef enum {
  SGN_MESSAGE_NONE,     /* the signature goes into the file */
  SGN_MESSAGE_DETACHED, /* "pkcs7": PKCS #7 without the file's content */
  SGN_MESSAGE_BARE,     /* "bare": the same without the ContentInfo around it */
  SGN_MESSAGE_EMBEDDED, /* "embedded": with the content */
} SgnMessageForm;

gboolean sgn_message_form_from_id (const char *id, SgnMessageForm *ret);
/* What is put after the name of the file: ".p7s"; NULL for NONE. */
const char *sgn_message_form_get_suffix (SgnMessageForm form);

typedef struct {
  SgnHash hash;
  gboolean page_hashes;
  gboolean appends; /* beside signatures that stay */
} SgnContentOptions;

/* What a signature says of the file, beside what the file is. */
typedef struct {
  SgnHash hash;
  gboolean hash_known;
  GBytes *stored;   /* digest in the signature */
  GBytes *computed; /* digest of this file, NULL when it could not be computed */
  gboolean matches; /* everything the content claims holds for this file */
} SgnContentResult;

void sgn_content_result_clear (SgnContentResult *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnContentResult, sgn_content_result_clear)

/* A file inside of another that may carry a signature of its own. */
typedef struct {
  char *name;
  gconstpointer place; /* the format's own; NULL: it is to be added */
  SgnInput *content;   /* (nullable): what it becomes; NULL: it stays as it is */
} SgnInside;

SgnInside *sgn_inside_new (const char *name, gconstpointer place);
void sgn_inside_free (SgnInside *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnInside, sgn_inside_free)

/* One kind of file. A format knows nothing of keys, networks and trust: it exchanges octets. */
typedef struct _SgnFormat SgnFormat;
struct _SgnFormat {
  const char *id;                /* "pe": stable, in reports and tests */
  const char *title;             /* N_("Windows program") */
  const char *icon_name;         /* of the kind, e.g. "application-x-executable-symbolic" */
  const char *const *extensions; /* without dot, for file choosers; content decides first */
  SgnProfile profile;
  const char *content_type; /* OID of what is signed; NULL: SpcIndirectDataContent */
  SgnFormatCaps caps;

  /* Is it this kind of file? By content, cheaply; never fails. */
  gboolean (*probe) (SgnInput *input);
  /* The file's structure, checked; SGN_ERROR_FILE_DAMAGED names what is wrong and where. Keeps a
   * reference of @input. */
  gpointer (*open) (SgnInput *input, GError **error);
  void (*close) (gpointer self);
  /* (nullable) A better word for this very file, N_(), and what this file allows of caps. */
  const char *(*get_title) (gpointer self);
  SgnFormatCaps (*get_caps) (gpointer self);
  /* (nullable) The algorithm that this very file wants its signatures to use. */
  gboolean (*get_hash) (gpointer self, SgnHash *ret);
  /* What will be signed: DER of the content, e.g. SpcIndirectDataContent. NOT_SIGNABLE when this
   * file must not be signed. (transfer full) */
  GBytes *(*create_content) (gpointer self,
                             const SgnContentOptions *options,
                             GCancellable *cancellable,
                             GError **error);
  /* (nullable) For signatures whose content stands beside them in the file: what the @entry-th was
   * made over. What create_content makes stays outside of the signature then. (transfer full) */
  GBytes *(*get_content) (gpointer self, guint entry, GError **error);
  /* (nullable) With SGN_FORMAT_CONTENT_BESIDE in place of both: the digest of the file beside,
   * however large that is. (transfer full) */
  GBytes *(*digest_beside) (gpointer self, SgnHash hash, GCancellable *cancellable, GError **error);
  /* (nullable) Signatures of this format stand in files of their own: @input, which may be empty,
   * will be that of the file beside it. */
  gpointer (*open_message) (SgnInput *input, SgnMessageForm form, GError **error);
  /* Compares the content of a signature with the file. FALSE only when the content cannot be
   * understood or the file cannot be read; a difference is @ret->matches = FALSE. */
  gboolean (*verify_content) (gpointer self,
                              GBytes *content,
                              SgnContentResult *ret,
                              SgnFindings *findings,
                              GCancellable *cancellable,
                              GError **error);
  /* The signatures beside each other, DER of ContentInfo as found, of GBytes; empty: not signed.
   * (transfer full) */
  GPtrArray *(*get_signatures) (gpointer self, GError **error);
  /* The edits of the input that make these its signatures; empty array: remove. (transfer full) */
  SgnPatch *(*put_signatures) (gpointer self, GPtrArray *signatures, GError **error);
  /* Octets that no signature covers. */
  void (*find_anomalies) (gpointer self, SgnFindings *ret);
  /* (nullable, all or none) The programs inside, of SgnInside; the octets of one of them; and the
   * file with the new ones in place of the old, and with whatever else must know of them brought up
   * to date. (transfer full) */
  GPtrArray *(*list_inside) (gpointer self, GCancellable *cancellable, GError **error);
  SgnInput *(*read_inside) (gpointer self,
                            const SgnInside *file,
                            GCancellable *cancellable,
                            GError **error);
  SgnInput *(*put_inside) (gpointer self,
                           GPtrArray *files,
                           GCancellable *cancellable,
                           GError **error);
  /* (nullable) A list of the programs inside, to be signed and put in with them; NULL without error
   * where none is wanted. @contents: what signatures of them state, in SHA-256 and SHA-1 by turns.
   * (transfer full) */
  SgnInside *(*create_catalog) (gpointer self, GPtrArray *contents, GError **error);
  /* (nullable) Does this certificate fit the file? */
  gboolean (*check_signer) (gpointer self, X509 *signer, GError **error);
};

/* All formats in detection order, NULL-terminated. */
const SgnFormat *const *sgn_format_get_all (void);
/* NULL when no format accepts the file. */
const SgnFormat *sgn_format_detect (SgnInput *input);
const SgnFormat *sgn_format_from_id (const char *id);
const char *sgn_format_get_content_type (const SgnFormat *self); /* OID of what is signed */
