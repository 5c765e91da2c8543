/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/sign/signing.h"

/* Whether the request allows signing the file in its current state. @keep (transfer full) is set to
 * the report on its signatures if these are to be kept, else to NULL. Errors: ALREADY_SIGNED and
 * those of reading the file. */
gboolean sgn_signing_check_existing (SgnSigning *self,
                                     const char *name,
                                     SgnReport **keep,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
