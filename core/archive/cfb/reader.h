/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/uncovered.h"
#include "core/io/digest.h"
#include "core/io/input.h"

/* A compound file ([MS-CFB], versions 3 and 4), read and checked: every chain ends, no sector
 * belongs to two of them, every entry of the directory is in one place. SGN_ERROR_FILE_DAMAGED
 * names what is wrong and where. */
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

/* An entry of the directory, under the names of its fields; it is known by its number. */
typedef struct {
  guint8 name[SGN_CFB_MAX_NAME]; /* UTF-16LE */
  guint16 name_size;             /* octets, without terminator */
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

  guint32 parent; /* of its storage; SGN_CFB_NONE: unused or unreachable */
  guint32 first_child;
  guint32 n_children;
} SgnCfbEntry;

gboolean sgn_cfb_probe (SgnInput *input);
SgnCfb *sgn_cfb_new (SgnInput *input, GError **error);
void sgn_cfb_free (SgnCfb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnCfb, sgn_cfb_free)

SgnInput *sgn_cfb_get_input (const SgnCfb *self);
const SgnCfbEntry *sgn_cfb_get_entry (const SgnCfb *self, guint32 id);
/* The children of a storage in the order of the octets of their names, not in that of the tree. */
guint32 sgn_cfb_get_child (const SgnCfb *self, guint32 storage, guint32 index);
/* The child whose name is exactly this ASCII text, or SGN_CFB_NONE. */
guint32 sgn_cfb_find (const SgnCfb *self, guint32 storage, const char *name);
gboolean sgn_cfb_entry_is_named (const SgnCfbEntry *entry, const char *name);

/* Where the octets of a stream are, in order. */
void sgn_cfb_add_stream (const SgnCfb *self, guint32 id, SgnRanges *ranges);
guint64 sgn_cfb_get_offset (const SgnCfb *self, guint32 id);
/* (transfer full) */
GBytes *sgn_cfb_read_stream (const SgnCfb *self, guint32 id, GError **error);

/* The entry of the directory that Windows would not find by its name, because the tree of names is
 * out of order or has one of two that differ in case only; SGN_CFB_NONE: all are found. */
guint32 sgn_cfb_find_misordered (const SgnCfb *self);

/* Bytes of the file that belong to no stream and are not all zero. */
typedef struct {
  guint64 offset;    /* of the first place concerned */
  guint64 size;      /* 0: nothing of this sort */
  SgnUncovered kind; /* the worst of what is there */
} SgnCfbSpace;

typedef struct {
  SgnCfbSpace behind;   /* after the last sector in use, or after its end where the file cuts it */
  SgnCfbSpace zeros;    /* the same where there is nothing but zeros */
  SgnCfbSpace free;     /* in sectors, mini sectors and entries marked as free */
  SgnCfbSpace orphaned; /* in sectors and mini sectors marked as used that nothing refers to */
  SgnCfbSpace slack;    /* between the ends of streams and those of their last sectors */
  SgnCfbSpace unused;   /* in fields of the header and of entries that have no meaning there */
} SgnCfbSpaces;

gboolean sgn_cfb_find_spaces (const SgnCfb *self, SgnCfbSpaces *ret, GError **error);
