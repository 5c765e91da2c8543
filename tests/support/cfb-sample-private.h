/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "tests/support/cfb-sample.h"

#define NONE   0xffffffffu
#define END    0xfffffffeu
#define FAT    0xfffffffdu
#define DIFAT  0xfffffffcu
#define SLOTS  109
#define CUTOFF 4096

#define STORAGE 1
#define STREAM  2
#define ROOT    5

typedef struct {
  guint8 type;
  guint parent;
  char *name;
  guint32 size;
  guint32 start;
  guint32 left;
  guint32 right;
  guint32 child;
  guint8 color;
} CfbSampleEntry;

typedef struct {
  const CfbSample *sample;
  CfbLayout layout;
  GPtrArray *entries; /* of CfbSampleEntry */
  GArray *mini_fat;
  GByteArray *file;
  GArray *uncovered;
} CfbBuilder;

/* How many sectors so many octets take. */
guint32 cfb_sample_count_sectors (const CfbBuilder *self, guint64 octets);
/* Writes the file once everything has its place. */
void cfb_sample_put (CfbBuilder *self);
