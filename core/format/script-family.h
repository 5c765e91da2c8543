/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/spc.h"
#include "core/format/encoded-text.h"

/* Scripts that Windows signs alike: how the lines of the block look and how the text is read. */
typedef struct {
  const char *title; /* N_() */
  const char *begin; /* whole lines */
  const char *prefix;
  const char *suffix;
  const char *end;
  guint width;        /* base64 characters of a line */
  const char *before; /* (nullable): the block stands before the last of this, else at the end */
  gboolean is_powershell; /* hashes the BOM, ends with the block; the others hash the position */
  TextEncoding fallback;  /* of text without BOM */
  SgnSpcSipInfo sip;
} ScriptFamily;

/* By the ending of a name; NULL: none of ours. */
const ScriptFamily *sgn_script_family_find (const char *name);
/* All endings, NULL-terminated, without dot. */
extern const char *const sgn_script_extensions[];
