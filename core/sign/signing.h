/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/subject.h"
#include "core/sign/outcome.h"
#include "core/sign/progress.h"
#include "core/sign/request.h"

/* The signature of one opened file on its way; what the steps of signing share. */
typedef struct {
  const SgnSignRequest *request;
  const SgnSignProgress *progress; /* (nullable) */
  GFile *target;                   /* (nullable): where the result will go */
  SgnSubject *subject;
  gboolean inside;     /* of another file: signatures that are intact stay */
  GPtrArray *existing; /* of GBytes: the signatures it has */
  SgnReport *before;   /* (nullable): what they are worth, where they stay */
  SgnTimestampServer *server;
  GError *timestamp_error;
} SgnSigning;

void sgn_signing_clear (SgnSigning *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnSigning, sgn_signing_clear)

/* Takes @subject, which may be NULL: FALSE then. Does the certificate fit it? */
gboolean sgn_signing_take (SgnSigning *self, SgnSubject *subject, GError **error);

gboolean sgn_signing_is_appending (const SgnSigning *self);
SgnAction sgn_signing_get_action (const SgnSigning *self);

/* All signatures it will carry, of GBytes. (transfer full) */
GPtrArray *sgn_signing_make (SgnSigning *self, GCancellable *cancellable, GError **error);
