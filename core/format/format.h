/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>
#include <openssl/x509.h>

#include "core/base/finding.h"
#include "core/base/hash.h"
#include "core/io/digest.h"
#include "core/io/patch.h"

/* The signed attributes of signatures in this format. */
typedef enum {
  SGN_PROFILE_AUTHENTICODE, /* content is a DER element, otherwise an OCTET STRING */
  SGN_PROFILE_CADES,        /* NuGet */
  SGN_PROFILE_JAR,
  SGN_PROFILE_PLAIN, /* contentType and messageDigest only: RDP, App Control */
} SgnProfile;

typedef enum {
  SGN_FORMAT_CAN_NEST = 1 << 0,        /* further signatures are nested in the first */
  SGN_FORMAT_APPENDS_ENTRIES = 1 << 1, /* further signatures are entries after the first */
  SGN_FORMAT_PAGE_HASHES = 1 << 2,
  SGN_FORMAT_CAN_REMOVE = 1 << 3,
  SGN_FORMAT_REMOVE_IDENTICAL = 1 << 4, /* removing always restores the original bytes */
  SGN_FORMAT_NO_TIMESTAMP = 1 << 5,     /* readers do not know timestamps */
  SGN_FORMAT_IN_CATALOGS = 1 << 6, /* catalogs list such files by the digest in their signature, all
                                      others by the digest of the whole file */
  SGN_FORMAT_IS_PROGRAM = 1 << 7,  /* is signed also inside another file */
  SGN_FORMAT_NO_CLOCK = 1 << 8,    /* readers ignore dates, so the end of a certificate does not
                                       matter */
  SGN_FORMAT_FIRMWARE = 1 << 9,    /* read by firmware, which trusts other roots */
  SGN_FORMAT_ANY_SIGNATURE = 1 << 10,   /* one good signature of several is enough */
  SGN_FORMAT_EVERY_SIGNATURE = 1 << 11, /* every signature must be good; with neither flag the first
                                           decides */
  SGN_FORMAT_FIRST_DECIDES = 1 << 12,   /* readers ignore further signatures if the first is good */
  SGN_FORMAT_HAS_LEFTOVERS = 1 << 13,   /* this file has remains of an old signature, which the next
                                           change removes */
  SGN_FORMAT_NO_WEAK_HASH = 1 << 14, /* readers ignore MD5, and SHA-1 without proof that it was used
                                        before 2019 */
} SgnFormatCaps;

/* Where the content is that a signature was made over. */
typedef enum {
  SGN_CONTENT_IN_SIGNATURE, /* embedded in it */
  SGN_CONTENT_IN_OUTER,     /* the same, and nested signatures have none: they are made over the
                               content of the first, with tag and length, as data */
  SGN_CONTENT_IN_FILE,      /* get_content() finds it; never embedded */
  SGN_CONTENT_IN_EITHER,    /* get_content() finds it, and it may be embedded too; if both exist,
                               they must be the same */
  SGN_CONTENT_BESIDE,       /* it is another file, of any content type */
} SgnContentPlace;

/* The form of a signature in a file of its own, about any other file. */
typedef enum {
  SGN_MESSAGE_NONE,     /* the signature is in the signed file */
  SGN_MESSAGE_DETACHED, /* "pkcs7": PKCS #7 without the file's content */
  SGN_MESSAGE_BARE,     /* "bare": the same without ContentInfo */
  SGN_MESSAGE_EMBEDDED, /* "embedded": PKCS #7 with the content */
} SgnMessageForm;

/* FALSE if @id is none of the ids in quotes. */
gboolean sgn_message_form_from_id (const char *id, SgnMessageForm *ret);
/* The suffix for the file name, such as ".p7s"; NULL for SGN_MESSAGE_NONE. (transfer none) */
const char *sgn_message_form_get_suffix (SgnMessageForm form);

typedef struct {
  SgnHash hash;
  gboolean page_hashes;
  gboolean appends; /* existing signatures are kept */
} SgnContentOptions;

/* The content of a signature, compared with the file. */
typedef struct {
  SgnHash hash;
  gboolean hash_known;
  GBytes *stored;   /* digest in the signature */
  GBytes *computed; /* digest of this file; NULL if it could not be computed */
  gboolean matches; /* everything that the content states is true for this file */
} SgnContentResult;

void sgn_content_result_clear (SgnContentResult *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnContentResult, sgn_content_result_clear)

/* A file inside another one that may have a signature of its own. */
typedef struct {
  char *name;
  gconstpointer place; /* private to the format; NULL: a file to be added */
  SgnInput *content;   /* (nullable): the new content; NULL: unchanged */
} SgnInside;

/* (transfer full). @place belongs to the format that listed the file and must outlive the
 * result. */
SgnInside *sgn_inside_new (const char *name, gconstpointer place);
void sgn_inside_free (SgnInside *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnInside, sgn_inside_free)

/* What a format does that holds programs which may have signatures of their own. */
typedef struct {
  /* The programs inside, as an array of SgnInside. (transfer full) */
  GPtrArray *(*list) (gpointer self, GCancellable *cancellable, GError **error);
  /* The bytes of one of them. (transfer full) */
  SgnInput *(*read) (gpointer self,
                     const SgnInside *file,
                     GCancellable *cancellable,
                     GError **error);
  /* The file with new programs in place of the old, with everything that refers to them updated.
   * (transfer full) */
  SgnInput *(*put) (gpointer self, GPtrArray *files, GCancellable *cancellable, GError **error);
  /* (nullable) A catalog of the programs inside, to be signed and added with them; *ret is NULL if
   * none is needed. @contents: the contents of their signatures, in turn with SHA-256 and SHA-1.
   * (transfer full) */
  gboolean (*create_catalog) (gpointer self, GPtrArray *contents, SgnInside **ret, GError **error);
} SgnContainer;

/* What the format does that puts signatures into files of their own. */
typedef struct {
  /* Opens @input, which may be empty, as the signature of its beside file. Free with close(). */
  gpointer (*open) (SgnInput *input, SgnMessageForm form, GError **error);
  /* Whether the signed file is not embedded in the signature. */
  gboolean (*is_detached) (gpointer self);
  /* The digest of the signed file, which may be of any size. (transfer full) */
  GBytes *(*digest) (gpointer self, SgnHash hash, GCancellable *cancellable, GError **error);
} SgnMessage;

/* A file format. It knows nothing of keys, networks and trust: it reads and replaces bytes. */
typedef struct _SgnFormat SgnFormat;
struct _SgnFormat {
  const char *id;                /* "pe"; stable, used in reports and tests */
  const char *title;             /* N_("Windows program") */
  const char *icon_name;         /* for example "application-x-executable-symbolic" */
  const char *const *extensions; /* without dot, for file choosers; detection prefers content */
  SgnProfile profile;
  const char *content_type; /* OID of the signed content; NULL: SpcIndirectDataContent */
  SgnContentPlace content_place;
  SgnFormatCaps caps;
  const SgnContainer *container; /* (nullable): it can hold programs of its own */
  const SgnMessage *message;     /* (nullable): it holds signatures of other files */

  /* Whether @input has this format. Decides by content, reads little, never fails. */
  gboolean (*probe) (SgnInput *input);
  /* Reads and checks the structure of the file. SGN_ERROR_FILE_DAMAGED names what is wrong and
   * where. Keeps a reference to @input. Free with close(). */
  gpointer (*open) (SgnInput *input, GError **error);
  void (*close) (gpointer self);
  /* (nullable) A more specific title for this file, N_(), and the subset of caps that it allows. */
  const char *(*get_title) (gpointer self);
  SgnFormatCaps (*get_caps) (gpointer self);
  /* (nullable) The algorithm that signatures of this file must use. */
  gboolean (*get_hash) (gpointer self, SgnHash *ret);
  /* The content to sign, as DER: SpcIndirectDataContent for most formats. SGN_ERROR_NOT_SIGNABLE if
   * this file must not be signed. (transfer full) */
  GBytes *(*create_content) (gpointer self,
                             const SgnContentOptions *options,
                             GCancellable *cancellable,
                             GError **error);
  /* (nullable) With SGN_CONTENT_IN_FILE and SGN_CONTENT_IN_EITHER: the content of signature
   * @entry. The content from create_content() is then not embedded. (transfer full) */
  GBytes *(*get_content) (gpointer self, guint entry, GError **error);
  /* Compares the content of a signature with the file. FALSE only if the content cannot be
   * understood or the file cannot be read; for a difference, ret->matches is FALSE. On TRUE, free
   * @ret with sgn_content_result_clear(). */
  gboolean (*verify_content) (gpointer self,
                              GBytes *content,
                              SgnContentResult *ret,
                              SgnFindings *findings,
                              GCancellable *cancellable,
                              GError **error);
  /* The outer signatures: an array of GBytes with the DER of ContentInfo, as found; empty if not
   * signed. (transfer full) */
  GPtrArray *(*get_signatures) (gpointer self, GError **error);
  /* The edits of the input that replace its signatures by these; an empty array removes them.
   * (transfer full) */
  SgnPatch *(*put_signatures) (gpointer self, GPtrArray *signatures, GError **error);
  /* Adds findings about bytes that no signature covers. */
  void (*find_anomalies) (gpointer self, SgnFindings *ret);
  /* (nullable) Whether this certificate may sign the file; the error says why not. */
  gboolean (*check_signer) (gpointer self, X509 *signer, GError **error);
};

/* All formats in detection order, NULL-terminated. */
const SgnFormat *const *sgn_format_get_all (void);
/* NULL if no format accepts the file. */
const SgnFormat *sgn_format_detect (SgnInput *input);
const SgnFormat *sgn_format_from_id (const char *id);
const char *sgn_format_get_content_type (const SgnFormat *self); /* OID of the signed content */
