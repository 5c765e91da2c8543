/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/report/report.h"
#include "core/sign/outcome.h"

/* A change to the signatures of a file. */
typedef struct {
  SgnAction action;
  SgnReport *before; /* (nullable): none of the signatures that are there stays */
  int gone;          /* number of the signature that goes; -1: none alone */
} SgnSignChange;

/* Is @after, with @expected signatures at the top, fit to be written? SELF_CHECK when it is broken,
 * or when a new signature comes with something that it does not cover; RESULT_WORSE when the file,
 * or a signature that stays, would be worth less than before. */
gboolean sgn_sign_check_worth (const SgnSignChange *change,
                               const SgnReport *after,
                               guint expected,
                               GError **error);

/* A timestamp that is the signature's own, whoever made it. */
gboolean sgn_sign_has_timestamp (const SgnSignatureReport *signature);
