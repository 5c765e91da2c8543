/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/report/report.h"
#include "core/sign/outcome.h"

/* Describes a change to the signatures of a file. */
typedef struct {
  SgnAction action;
  SgnReport *before; /* (nullable): no existing signature is kept */
  int gone;          /* number of the removed signature; -1: none */
} SgnSignChange;

/* Whether @after, the report on the new state with @expected signatures at the top level, is good
 * enough to be written. Errors: SELF_CHECK when it is broken or a new signature does not cover some
 * data; RESULT_WORSE when the file or a kept signature would get a worse verdict than before. */
gboolean sgn_sign_check_worth (const SgnSignChange *change,
                               const SgnReport *after,
                               guint expected,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether it has a valid timestamp by any server. */
gboolean sgn_sign_has_timestamp (const SgnSignatureReport *signature);
