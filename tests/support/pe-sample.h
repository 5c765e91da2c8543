/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Small PE files put together in memory, ordinary and odd ones. Zero means the usual. */
typedef struct {
  const char *name;
  gboolean is_64; /* PE32+ */
  guint16 machine;
  guint16 subsystem;
  guint32 pe_offset;
  guint32 section_alignment;
  guint n_sections;
  guint32 section_size;
  guint32 gap;               /* octets between headers and first section */
  guint32 overlay;           /* octets after the last section */
  guint n_directories;       /* 16; G_MAXUINT: none */
  gboolean without_checksum; /* CheckSum 0 */
} PeSample;

/* (transfer full) */
GBytes *pe_sample_build (const PeSample *self);
/* The usual kinds, ended by one without name. */
extern const PeSample pe_samples[];

guint32 pe_sample_get_checksum_offset (const PeSample *self);
guint32 pe_sample_get_directory_offset (const PeSample *self);
/* CheckSum as the specification has it, in the simplest way. */
guint32 pe_sample_checksum (GBytes *file, gsize checksum_offset);
