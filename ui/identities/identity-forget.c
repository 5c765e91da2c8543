/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/identities/identity-forget.h"

#include "ui/secrets/prompt.h"

void
sgn_identity_forget (SgnIdentityList *list, SgnIdentityItem *item)
{
  GFile *file = sgn_identity_item_get_file (item);

  if (file != NULL)
    sgn_prompt_forget (file);
  sgn_identity_list_remove (list, item);
}
