/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/format.h"

#define SAMPLE_MAX_EXCLUDED 4

typedef struct {
  guint64 offset;
  guint64 length;
} SgnSampleRange;

/* An unsigned file of one format. */
typedef struct {
  char *format; /* id */
  char *name;
  char *file_name; /* (nullable): where the kind of file is known by it */
  GBytes *bytes;
  gboolean signable;
  gboolean is_signature; /* the file is nothing but its signature, and what it signs */
  gboolean is_message;   /* there is no unsigned file of this kind */
  gboolean restored;     /* signing and removing gives the same octets back */
  struct {
    guint64 offset;
    guint64 length;
  } excluded[SAMPLE_MAX_EXCLUDED]; /* what no signature covers */
  GArray *uncovered; /* (nullable), of SgnSampleRange: the same where there is more of it */
} SgnSample;

/* For the samples of one format: takes @bytes; signable unless changed. (transfer none) */
SgnSample *
sgn_samples_add (GPtrArray *samples, const char *format, const char *name, GBytes *bytes);
void sgn_samples_add_cab (GPtrArray *samples);
void sgn_samples_add_cat (GPtrArray *samples);
void sgn_samples_add_detached (GPtrArray *samples);
void sgn_samples_add_jar (GPtrArray *samples);
void sgn_samples_add_msi (GPtrArray *samples);
void sgn_samples_add_msix (GPtrArray *samples);
void sgn_samples_add_navx (GPtrArray *samples);
void sgn_samples_add_nuget (GPtrArray *samples);
void sgn_samples_add_policy (GPtrArray *samples);
void sgn_samples_add_rdp (GPtrArray *samples);
void sgn_samples_add_script (GPtrArray *samples);
void sgn_samples_add_wim (GPtrArray *samples);

/* Samples of every registered format, of SgnSample. (transfer full) */
GPtrArray *sgn_samples_new (void);
/* The first signable sample of @format, and its octets; live as long as the process.
 * (transfer none) */
const SgnSample *sgn_sample_get_first (const char *format);
GBytes *sgn_sample_get_plain (const char *format);
/* Not a signature, but DER that looks like one from outside. (transfer full) */
GBytes *sgn_sample_signature (guint size);
/* The same with @content where a signature has it. (transfer full) */
GBytes *sgn_sample_signature_for (GBytes *content);
/* The same for a content of @format (NULL: it stands elsewhere), with @size octets in place of a
 * signer. (transfer full) */
GBytes *sgn_sample_signature_around (const SgnFormat *format, GBytes *content, guint size);
/* What create_content makes of the file; fatal on errors. (transfer full) */
GBytes *sgn_sample_create_content (GBytes *file);
/* From now on memory made of samples goes by this name. */
void sgn_samples_set_file_name (const char *file_name);
SgnInput *sgn_sample_open (GBytes *file); /* (transfer full) */
/* The whole of an input as bytes; fatal on errors. (transfer full) */
GBytes *sgn_sample_read (SgnInput *input);
/* What the file becomes with these signatures; fatal on errors. (transfer full) */
GBytes *sgn_sample_put (GBytes *file, GPtrArray *signatures);
