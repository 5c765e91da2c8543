/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/sign/signing.h"

/* May it be signed as the request wants? @keep (transfer full) receives what was found when the
 * signatures it has shall stay, else NULL. */
gboolean sgn_signing_check_existing (SgnSigning *self,
                                     const char *name,
                                     SgnReport **keep,
                                     GCancellable *cancellable,
                                     GError **error);
