/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/sign/signing.h"

/* Where the request wants it, signs the programs inside of the subject and puts in its place the
 * file that holds them; signatures that a program has stay. Where the kind of file asks for it, a
 * signed list of its programs is put in too, in any case. Nothing is written. @ret (transfer full,
 * nullable): of SgnInsideReport, what became of each program. */
gboolean
sgn_sign_inside (SgnSigning *self, GPtrArray **ret, GCancellable *cancellable, GError **error);
