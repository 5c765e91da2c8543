/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/offer.h"

#include "ui/signing/sign-words.h"

void
sgn_offer_show (const SgnWindowParts *parts, SgnFilesPage *page, SgnSignBar *bar)
{
  SgnIdentityItem *chosen = sgn_identity_list_get_chosen (parts->identities);
  gboolean usable = sgn_run_control_can_sign (parts->control);
  g_autofree char *button = NULL;
  gboolean only_chosen;
  SgnFileCounts counts;

  sgn_run_actions_count (parts->run_actions, &counts, &only_chosen);
  sgn_run_actions_update (parts->run_actions, &counts);
  button = sgn_words_button (&counts, only_chosen);
  if (chosen != NULL)
    sgn_sign_bar_show_counts (bar, &counts, only_chosen);
  sgn_files_page_set_signer (page, usable ? sgn_identity_item_get_name (chosen) : NULL, button);
}

gboolean
sgn_offer_is_needed (const SgnWindowParts *parts)
{
  return sgn_run_control_is_active (parts->control) ||
         (sgn_identity_list_get_chosen (parts->identities) != NULL &&
          g_list_model_get_n_items (G_LIST_MODEL (parts->files)) > 0);
}
