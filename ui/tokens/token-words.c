/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/tokens/token-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/identity/identity.h"
#include "core/words/phrases.h"

const char *
sgn_words_token_name (SgnToken *token)
{
  const char *label = sgn_token_get_label (token);

  return label[0] != '\0' ? label : sgn_token_get_model (token);
}

char *
sgn_words_token_title (SgnToken *token)
{
  const char *serial = sgn_token_get_serial (token);

  /* Some makers write it into the label already. */
  if (serial[0] == '\0' || strstr (sgn_words_token_name (token), serial) != NULL)
    return g_strdup (sgn_words_token_name (token));
  /* Translators: the label of a token, its serial number */
  return g_strdup_printf (_ ("%1$s · %2$s"), sgn_words_token_name (token), serial);
}

char *
sgn_words_token_facts (SgnToken *token)
{
  return g_strdup_printf (_ ("Model %1$s by %2$s"),
                          sgn_token_get_model (token),
                          sgn_token_get_manufacturer (token));
}

/* Only those that can sign programs; others would not help. */
static guint
count_certificates (SgnToken *token)
{
  GListModel *list = sgn_token_get_certificates (token);
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (SgnTokenCertificate) item = g_list_model_get_item (list, i);

    count += sgn_token_certificate_is_code_signing (item) ? 1 : 0;
  }
  return count;
}

static char *
describe_one (SgnToken *token)
{
  guint count = count_certificates (token);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Plugged in: %1$s with %2$u certificate",
                                       "Plugged in: %1$s with %2$u certificates",
                                       count),
                          sgn_words_token_name (token),
                          count);
}

char *
sgn_words_plugged_in (GPtrArray *tokens, gboolean ready)
{
  if (tokens->len == 1)
    return describe_one (tokens->pdata[0]);
  if (tokens->len > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Plugged in: %u token",
                                         "Plugged in: %u tokens",
                                         tokens->len),
                            tokens->len);
  return g_strdup (ready ? _ ("None is plugged in") : _ ("Looking for tokens…"));
}

char *
sgn_words_pin_heading (SgnToken *token)
{
  return g_strdup_printf (_ ("Enter the PIN of %s"), sgn_words_token_name (token));
}

char *
sgn_words_pin_body (SgnToken *token, const char *signer, guint n_files)
{
  g_autofree char *title = sgn_words_token_title (token);
  g_autofree char *use = sgn_phrase_pin_use (n_files);
  g_autofree char *who = NULL;

  if (signer == NULL)
    return g_strjoin ("\n", title, _ ("Used once, then forgotten."), NULL);
  /* Translators: a token, the publisher on its certificate */
  who = sgn_text_join_stops (g_strdup_printf (_ ("%1$s signs as %2$s."), title, signer), signer);
  return g_strjoin ("\n", who, use, NULL);
}

char *
sgn_words_pin_button (const char *signer, guint n_files)
{
  if (signer == NULL)
    return g_strdup (_ ("_Unlock"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Sign %u File", "Sign %u Files", n_files),
                          n_files);
}

char *
sgn_words_unusable (SgnCertificate *certificate, gint64 now)
{
  g_autoptr (GError) error = NULL;

  if (sgn_identity_check_certificate (certificate, now, &error))
    return NULL;
  return sgn_phrase_fault (error);
}
