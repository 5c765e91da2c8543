/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/sign-subject.h"

/* Signs the programs inside of the subject and puts in its place the file that holds them; nothing
 * is written. Signatures that a program has stay. @ret (transfer full, nullable): of
 * SgnInsideReport, what became of each. */
gboolean
sgn_sign_inside (SgnSigning *self, GPtrArray **ret, GCancellable *cancellable, GError **error);
