/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-phrases"

/* Sentences about tokens and PINs. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"

char *
sgn_phrase_token_notice (SgnTokenNotice notice, SgnToken *token)
{
  const char *title = sgn_token_get_title (token);

  switch (notice) {
  case SGN_TOKEN_NOTICE_PINPAD:
    return g_strdup_printf (_ ("Enter the PIN of %s on the reader."), title);
  case SGN_TOKEN_NOTICE_CONFIRM:
    return g_strdup_printf (_ ("%s asks for confirmation for every file. "
                               "Touch it when it blinks."),
                            title);
  case SGN_TOKEN_NOTICE_REMOVED:
    return g_strdup_printf (_ ("%s was removed. Waiting until it is back."), title);
  case SGN_TOKEN_NOTICE_NONE:
    return NULL;
  }
  g_return_val_if_reached (NULL);
}

const char *
sgn_phrase_pin_tries (SgnPinState state)
{
  switch (state) {
  case SGN_PIN_STATE_LOW:
    return _ ("A wrong PIN was entered before. Only a few tries are left.");
  case SGN_PIN_STATE_FINAL:
    return _ ("Only one try is left. A wrong PIN blocks the token.");
  case SGN_PIN_STATE_LOCKED:
    return _ ("The PIN is blocked. Unblock it with the software from the token’s manufacturer.");
  case SGN_PIN_STATE_UNSET:
    return _ ("No PIN has been set yet. Set one with the software from the token’s manufacturer.");
  case SGN_PIN_STATE_GOOD:
    return NULL;
  }
  g_return_val_if_reached (NULL);
}

/* Users hesitate to enter a PIN that might be kept, so the question says how long it is. */
char *
sgn_phrase_pin_use (guint n_files)
{
  if (n_files == 0)
    return g_strdup (_ ("Used for these files, then forgotten."));
  return g_strdup_printf (ngettext ("Used for %u file, then forgotten.",
                                    "Used for all %u files, then forgotten.",
                                    n_files),
                          n_files);
}

const char *
sgn_phrase_module_origin (SgnTokenModuleOrigin origin)
{
  switch (origin) {
  case SGN_TOKEN_MODULE_REGISTERED:
    return _ ("registered on this computer");
  case SGN_TOKEN_MODULE_FOUND:
    return _ ("found, not registered");
  case SGN_TOKEN_MODULE_ADDED:
    return _ ("added by you");
  }
  g_return_val_if_reached ("");
}
