/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/subject.h"
#include "core/sign/outcome.h"
#include "core/sign/progress.h"
#include "core/sign/request.h"

/* The state of signing one file, shared by all steps. */
typedef struct {
  const SgnSignRequest *request;
  const SgnSignProgress *progress; /* (nullable) */
  GFile *target;                   /* (nullable): where the result will be written */
  SgnSubject *subject;
  gboolean inside;     /* of another file: intact signatures are kept */
  GPtrArray *existing; /* of GBytes: current signatures */
  SgnReport *before;   /* (nullable): the report on current signatures, if they are kept */
  SgnTimestampServer *server;
  GError *timestamp_error;
} SgnSigning;

void sgn_signing_clear (SgnSigning *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnSigning, sgn_signing_clear)

/* Takes ownership of @subject and checks that the certificate fits it. FALSE without a new error if
 * @subject is NULL. Errors: NOT_SIGNABLE and those of the format. */
gboolean
sgn_signing_take (SgnSigning *self, SgnSubject *subject, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean sgn_signing_is_appending (const SgnSigning *self);
SgnAction sgn_signing_get_action (const SgnSigning *self);

/* Makes the signature. Returns all signatures that the file will have, of GBytes. Errors: those of
 * the identity and of timestamps. (transfer full) */
GPtrArray *sgn_signing_make (SgnSigning *self,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
