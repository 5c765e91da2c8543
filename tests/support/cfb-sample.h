/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

#define CFB_SAMPLE_STREAMS 12

/* Small compound files put together in memory, ordinary and odd ones. Zero means the usual. */
typedef struct {
  const char *name;
  gboolean version_4;
  guint8 kind;                       /* first octet of the root's class: 0x84 package */
  guint32 sizes[CFB_SAMPLE_STREAMS]; /* of the streams in the root, up to the first 0 */
  guint n_small;                     /* further streams of 10 octets in the root */
  guint depth;                       /* storages inside of each other, each with a stream */
  const char *inside;                /* name of the streams in storages */
  guint n_free;                      /* free sectors before the streams */
  gboolean is_list;                  /* each entry is the right one of the one before */
  gboolean is_cut;                   /* the last sector ends with its stream */
} CfbSample;

/* Numbers of the first sectors of the parts, in the order of the file. */
typedef struct {
  guint shift;
  guint32 fat;
  guint32 n_fat;
  guint32 difat;
  guint32 n_difat;
  guint32 directory;
  guint32 n_directory;
  guint32 mini_fat;
  guint32 n_mini_fat;
  guint32 mini;
  guint32 n_mini;
  guint32 free;
  guint32 streams;
  guint32 end;
} CfbLayout;

typedef struct {
  guint64 offset;
  guint64 length;
} CfbRange;

/* (transfer full) */
GBytes *cfb_sample_build (const CfbSample *self);
/* Octets that no signature covers, of CfbRange. (transfer full) */
GArray *cfb_sample_get_uncovered (const CfbSample *self);
void cfb_sample_get_layout (const CfbSample *self, CfbLayout *ret);
/* Name of the stream in the root, ASCII. (transfer full) */
char *cfb_sample_get_name (guint index);
/* The usual kinds, ended by one without name. */
extern const CfbSample cfb_samples[];
