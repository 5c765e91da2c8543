/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/options/on-token.h"

#include "app/cli/options/pass.h"
#include "app/cli/options/token.h"
#include "core/token/uri.h"
#include "core/token/writer/certify.h"

static SgnTokenWriter *
open_token (SgnToken **token, GError **error)
{
  g_autoptr (SgnToken) found = sgn_token_options_find (error);
  g_autoptr (GTlsInteraction) interaction = NULL;
  SgnTokenWriter *writer;

  if (found == NULL || !sgn_pass_options_open (&interaction, error))
    return NULL;
  writer = sgn_token_writer_open (found, interaction, NULL, error);
  if (writer != NULL)
    *token = g_steal_pointer (&found);
  return writer;
}

GBytes *
sgn_on_token_make_request (X509_NAME *subject,
                           SgnKeyKind kind,
                           SgnTokenWriter **writer,
                           char **uri,
                           GError **error)
{
  g_autoptr (SgnToken) token = NULL;
  g_autoptr (SgnTokenWriter) open = open_token (&token, error);
  g_autoptr (GBytes) id = NULL;
  GBytes *der;

  if (open == NULL)
    return NULL;
  der = sgn_token_make_request (open, subject, kind, &id, NULL, error);
  if (der == NULL)
    return NULL;
  *uri = sgn_token_uri_format (token, id);
  *writer = g_steal_pointer (&open);
  return der;
}

SgnCertificate *
sgn_on_token_put (GPtrArray *certificates, char **uri, GError **error)
{
  g_autoptr (SgnToken) token = NULL;
  g_autoptr (SgnTokenWriter) writer = open_token (&token, error);
  g_autoptr (GBytes) id = NULL;
  SgnCertificate *own;

  if (writer == NULL)
    return NULL;
  own = sgn_token_join (writer, certificates, NULL, &id, NULL, error);
  if (own != NULL)
    *uri = sgn_token_uri_format (token, id);
  return own;
}
