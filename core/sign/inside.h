/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/sign/signing.h"

/* If the request asks for it, signs the programs inside the subject and replaces the subject by a
 * view that contains them; existing signatures of programs are kept. If the format requires it,
 * adds a signed list of the programs in any case. Nothing is written to disk. @ret (transfer full,
 * nullable): of SgnInsideReport, the result for each program. Errors: NOT_SIGNABLE and those of
 * signing; messages name the program. */
gboolean sgn_sign_inside (SgnSigning *self,
                          GPtrArray **ret,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
