/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/uncovered.h"
#include "core/io/digest.h"
#include "core/io/input.h"

/* A compound file ([MS-CFB], versions 3 and 4), read and checked: every chain ends, no sector is in
 * two chains, every directory entry is in one storage. SGN_ERROR_FILE_DAMAGED names what is wrong
 * and where. Sizes and offsets are in bytes; entries are identified by their number. */
typedef struct _SgnCfb SgnCfb;

#define SGN_CFB_NONE     ((guint32) 0xffffffff)
#define SGN_CFB_ROOT     ((guint32) 0)
#define SGN_CFB_MAX_NAME 64

typedef enum {
  SGN_CFB_UNUSED = 0,
  SGN_CFB_STORAGE = 1,
  SGN_CFB_STREAM = 2,
  SGN_CFB_ROOT_STORAGE = 5,
} SgnCfbType;

/* A directory entry ([MS-CFB] 2.6.1). */
typedef struct {
  guint8 name[SGN_CFB_MAX_NAME]; /* UTF-16LE */
  guint16 name_size;             /* in bytes, without terminator */
  guint8 type;
  guint8 color;
  guint32 left;
  guint32 right;
  guint32 child;
  guint8 clsid[16];
  guint32 state;
  guint64 created;
  guint64 modified;
  guint32 start;
  guint64 size;

  guint32 parent; /* number of its storage; SGN_CFB_NONE: unused or unreachable */
  guint32 first_child;
  guint32 n_children;
} SgnCfbEntry;

/* Whether the file begins with the magic of compound files. */
gboolean sgn_cfb_probe (SgnInput *input);
/* Takes a reference to @input. (transfer full) */
SgnCfb *sgn_cfb_new (SgnInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_cfb_free (SgnCfb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnCfb, sgn_cfb_free)

/* (transfer none) */
SgnInput *sgn_cfb_get_input (const SgnCfb *self);
const SgnCfbEntry *sgn_cfb_get_entry (const SgnCfb *self, guint32 id);
/* The child @index of a storage, in memcmp order of the names, not in the order of the tree. */
guint32 sgn_cfb_get_child (const SgnCfb *self, guint32 storage, guint32 index);
/* The child with exactly this ASCII name, or SGN_CFB_NONE. */
guint32 sgn_cfb_find (const SgnCfb *self, guint32 storage, const char *name);
/* Whether the name is exactly this ASCII text; no case is ignored. */
gboolean sgn_cfb_entry_is_named (const SgnCfbEntry *entry, const char *name);

/* Adds the parts of the file with the data of a stream, in order. */
void sgn_cfb_add_stream (const SgnCfb *self, guint32 id, SgnRanges *ranges);
/* Where the data of a stream begins in the file, for findings; 0 for an empty one. */
guint64 sgn_cfb_get_offset (const SgnCfb *self, guint32 id);
/* The whole stream, at most SGN_INPUT_MAX_BYTES. (transfer full) */
GBytes *
sgn_cfb_read_stream (const SgnCfb *self, guint32 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The first entry that Windows would not find by its name, because the tree is out of order or two
 * names differ only in case; SGN_CFB_NONE: all are found. */
guint32 sgn_cfb_find_misordered (const SgnCfb *self);

/* Bytes of the file that are in no stream and are not all zero. */
typedef struct {
  guint64 offset;    /* of the first place */
  guint64 size;      /* total; 0: none */
  SgnUncovered kind; /* the worst of all places */
} SgnCfbSpace;

typedef struct {
  SgnCfbSpace behind;   /* after the last sector in use, or after the end of its data */
  SgnCfbSpace zeros;    /* the same, if it is all zeros */
  SgnCfbSpace free;     /* in free sectors, mini sectors and directory entries */
  SgnCfbSpace orphaned; /* in sectors and mini sectors that are marked as used but in no chain */
  SgnCfbSpace slack;    /* between the end of a stream and the end of its last sector */
  SgnCfbSpace unused;   /* in meaningless fields of the header and of directory entries */
} SgnCfbSpaces;

/* FALSE only if the file cannot be read. */
gboolean sgn_cfb_find_spaces (const SgnCfb *self,
                              SgnCfbSpaces *ret,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
