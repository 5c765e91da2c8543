/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/sign/signing.h"

/* Do the intact signatures of @report stay? @keep (transfer full) receives it when they do: Windows
 * accepts them now, with the timestamp that was asked for. NULL: they are all of the identity that
 * signs, which makes its signature anew. Else ALREADY_SIGNED: what others signed is not lost. */
gboolean
sgn_signing_choose (const SgnSigning *self, SgnReport *report, SgnReport **keep, GError **error);
