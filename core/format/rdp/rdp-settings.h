/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/finding.h"
#include "core/format/encoded-text.h"

/* A line of a remote desktop file: "name:type:value". */
typedef struct {
  gsize start; /* in units of the text */
  gsize end;   /* after the line end */
  char *text;  /* UTF-8, without line end */
  char *name;  /* lower case */
} RdpLine;

typedef struct {
  EncodedText *text;
  GPtrArray *lines; /* of RdpLine */
  GTree *first;     /* name to the first RdpLine of it */
} RdpSettings;

/* SGN_ERROR_FILE_DAMAGED if @file is not text. (transfer full) */
RdpSettings *sgn_rdp_settings_new (GBytes *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_rdp_settings_free (RdpSettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdpSettings, sgn_rdp_settings_free)

/* An empty set of names. (transfer full) */
GTree *sgn_rdp_names_new (void);
/* The first line with this name, in lower case, or NULL. (transfer none) */
const RdpLine *sgn_rdp_settings_find (const RdpSettings *self, const char *name);
/* The text after the second colon; "" if there is none. (transfer none) */
const char *sgn_rdp_line_get_value (const RdpLine *self);
/* Whether the line is "signscope" or "signature". */
gboolean sgn_rdp_line_is_of_signature (const RdpLine *self);

/* rdp-scope.c */

/* The line that must be added before signing, or NULL. Without it, somebody could add such a line
 * later. (transfer full) */
char *sgn_rdp_settings_get_missing (const RdpSettings *self);

/* "signscope:s:…" with every setting that gets signed, including @missing (nullable). (transfer
 * full) */
char *sgn_rdp_settings_get_scope (const RdpSettings *self, const char *missing);

/* The signed content: the lines that @scope names, the scope and a NUL, in UTF-16LE. NULL if a line
 * is missing or named twice. (transfer full) */
GBytes *
sgn_rdp_settings_get_message (const RdpSettings *self, const char *scope, const char *missing);

/* Whether every line except those of the signature is a setting and occurs only once. */
gboolean sgn_rdp_settings_are_clear (const RdpSettings *self);

/* Adds settings that should be signed but are not in the scope, settings that occur twice, and
 * lines that are not settings. Settings that rdpsign never signs can be changed by anybody who
 * opens the file, such as the size of the window; these are no finding, or a note if they
 * matter. */
void sgn_rdp_settings_find_anomalies (const RdpSettings *self, SgnFindings *ret);
