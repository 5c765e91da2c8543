/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/finding.h"
#include "core/format/encoded-text.h"

/* The lines of a remote desktop file: "name:type:value". */
typedef struct {
  gsize start; /* in units of the text; with the line end: */
  gsize end;
  char *text; /* without line end, UTF-8 */
  char *name; /* lower case */
} RdpLine;

typedef struct {
  EncodedText *text;
  GPtrArray *lines; /* of RdpLine */
  GTree *first;     /* the first one of each name */
} RdpSettings;

/* SGN_ERROR_FILE_DAMAGED for what is no text. */
RdpSettings *sgn_rdp_settings_new (GBytes *file, GError **error);
void sgn_rdp_settings_free (RdpSettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdpSettings, sgn_rdp_settings_free)

/* The first line of this name, or NULL. (transfer none) */
const RdpLine *sgn_rdp_settings_find (const RdpSettings *self, const char *name);
const char *sgn_rdp_line_get_value (const RdpLine *self);
gboolean sgn_rdp_line_is_of_signature (const RdpLine *self);
/* Apart from those of the signature, every line is a setting, and there once. */
gboolean sgn_rdp_settings_are_clear (const RdpSettings *self);

/* The line that must be added before signing, or NULL: without it, its value could be added after.
 * (transfer full) */
char *sgn_rdp_settings_get_missing (const RdpSettings *self);

/* "signscope:s:…" over every setting that is signed, with @missing among them. (transfer full) */
char *sgn_rdp_settings_get_scope (const RdpSettings *self, const char *missing);

/* What is signed: the lines that @scope names, the scope and a NUL, in UTF-16. NULL when a line is
 * not there or named twice. (transfer full) */
GBytes *
sgn_rdp_settings_get_message (const RdpSettings *self, const char *scope, const char *missing);

/* Settings that should be signed and are not in the scope, doubled ones, and lines that are no
 * setting. Whoever opens the file may set what is not among those to be signed, the size of the
 * window for one: such a line is nothing to be found, or a note where it matters. */
void sgn_rdp_settings_find_anomalies (const RdpSettings *self, SgnFindings *ret);
