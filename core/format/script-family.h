/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/spc.h"
#include "core/format/encoded-text.h"

/* A family of scripts with the same syntax of the signature block and the same encoding rules. */
typedef struct {
  const char *title; /* N_() */
  const char *begin; /* whole lines */
  const char *prefix;
  const char *suffix;
  const char *end;
  guint width; /* base64 characters of a line */
  const char
      *before; /* (nullable): the block is before the last occurrence of this, else at the end */
  gboolean is_powershell; /* hashes the BOM and ends with the block; others hash the position of the
                             block */
  TextEncoding fallback;  /* of text without BOM */
  SgnSpcSipInfo sip;
} ScriptFamily;

/* The family for a name extension; NULL if it is not that of a script. (transfer none) */
const ScriptFamily *sgn_script_family_find (const char *name);
/* All extensions, NULL-terminated, without dot. */
extern const char *const sgn_script_extensions[];
