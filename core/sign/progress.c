/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-sign"

#include "config.h"

#include "core/sign/progress.h"

void
sgn_sign_tell (const SgnSignProgress *progress, SgnStep step)
{
  if (progress != NULL && progress->step != NULL)
    progress->step (step, progress->user_data);
}
