/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/options/identity.h"

#include <glib/gi18n.h>

#include "core/base/text.h"
#include "core/identity/read/pair.h"
#include "core/words/phrases.h"

static const char *
get_name (SgnIdentity *identity)
{
  const char *alias = sgn_identity_get_alias (identity);

  return alias != NULL ? alias : sgn_certificate_get_name (sgn_identity_get_certificate (identity));
}

/* @named: selected from several by name. */
static void
warn (SgnIdentity *identity, gboolean named, const char *sentence)
{
  g_autofree char *name = sgn_text_display (get_name (identity));

  g_printerr ("%s%s%s\n", named ? name : "", named ? ": " : "", sentence);
}

static void
warn_of (SgnIdentity *identity, gboolean named)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (!sgn_identity_check (identity, g_get_real_time () / G_USEC_PER_SEC, &error)) {
    sentence = sgn_phrase_gerror (error);
    warn (identity, named, sentence);
  }
  if (!sgn_identity_is_chain_complete (identity))
    warn (identity,
          named,
          _ ("An intermediate certificate is missing. Windows may show “unknown publisher”. Use "
             "--fetch-chain to download it."));
}

void
sgn_identity_option_warn (GPtrArray *identities)
{
  for (guint i = 0; i < identities->len; i++)
    warn_of (identities->pdata[i], identities->len > 1);
}

void
sgn_identity_option_tell_others (GPtrArray *all, SgnIdentity *taken)
{
  for (guint i = 0; i < all->len; i++) {
    g_autofree char *other = sgn_text_display (get_name (all->pdata[i]));

    if (all->pdata[i] != taken)
      /* Translators: the name of a private key */
      g_printerr (_ ("Private key left out: %s. Use “--select” to choose another one.\n"), other);
  }
}

SgnIdentity *
sgn_identity_option_open (const SgnIdentityFiles *files,
                          GTlsInteraction *interaction,
                          GError **error)
{
  g_autoptr (GPtrArray) all = sgn_identity_open_all (files, interaction, NULL, error);
  SgnIdentity *identity = all != NULL ? sgn_pair_select (all, files->select, error) : NULL;

  if (identity != NULL && files->select == NULL)
    sgn_identity_option_tell_others (all, identity);
  return identity;
}
