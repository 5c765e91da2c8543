/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"

/* One step for making Windows trust a test certificate. */
typedef struct {
  const char *title;   /* N_() */
  const char *text;    /* N_() */
  const char *what;    /* N_(): what the command is for; NULL: there is none */
  const char *command; /* with %s for the file */
  gboolean of_root;    /* the file is that of the root */
} SgnTrustStep;

/* (transfer none) */
const SgnTrustStep *sgn_trust_get_steps (guint *n_steps);
/* NULL: there is none. (transfer full) */
char *sgn_trust_step_dup_command (const SgnTrustStep *step, SgnCertificate *certificate);
/* The suggested names of the files for the certificate and its root. (transfer full) */
char *sgn_trust_dup_own_name (SgnCertificate *certificate);
/* (transfer full) */
char *sgn_trust_dup_root_name (SgnCertificate *certificate);
