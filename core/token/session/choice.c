/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-choose"
#include "config.h"

#include "core/token/session/choice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/error.h"

/* A token visible through two modules is listed once. The vendor's module is preferred, because it
 * works more reliably than OpenSC. */
static gboolean
is_opensc (SgnToken *token)
{
  const char *path = sgn_token_module_get_path (sgn_token_get_module (token));

  return strstr (path, "opensc-pkcs11") != NULL;
}

static gboolean
is_twin (SgnToken *a, SgnToken *b)
{
  if (sgn_token_get_module (a) == sgn_token_get_module (b) ||
      strcmp (sgn_token_get_serial (a), sgn_token_get_serial (b)) != 0)
    return FALSE;
  /* OpenSC has labels of its own, so with it the serial number decides. */
  return is_opensc (a) != is_opensc (b) ||
         strcmp (sgn_token_get_label (a), sgn_token_get_label (b)) == 0;
}

static void
add_token (GPtrArray *found, SgnToken *token)
{
  for (guint i = 0; i < found->len; i++) {
    if (!is_twin (found->pdata[i], token))
      continue;
    if (is_opensc (found->pdata[i]))
      found->pdata[i] = token;
    return;
  }
  g_ptr_array_add (found, token);
}

GPtrArray *
sgn_tokens_list_once (GListModel *tokens)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (tokens); i++) {
    g_autoptr (SgnToken) token = g_list_model_get_item (tokens, i);

    add_token (found, token);
  }
  return g_steal_pointer (&found);
}

static SgnTokenCertificate *
find_certificate (SgnToken *token, const SgnTokenUri *uri)
{
  GListModel *list = sgn_token_get_certificates (token);

  /* The list is sorted: for code signing first, newest first. */
  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    SgnTokenCertificate *item = g_list_model_get_item (list, i);

    if (uri == NULL || sgn_token_uri_matches_certificate (uri, item))
      return item;
    g_object_unref (item);
  }
  return NULL;
}

static gboolean
names_key (const SgnTokenUri *uri)
{
  return uri != NULL &&
         (sgn_token_uri_get_id (uri) != NULL || sgn_token_uri_get_object (uri) != NULL);
}

static gboolean
has_signing_certificate (SgnToken *token, const SgnTokenUri *uri)
{
  g_autoptr (SgnTokenCertificate) item = find_certificate (token, uri);

  return item != NULL && (names_key (uri) || sgn_token_certificate_is_code_signing (item));
}

/* If several tokens match, only those that can sign programs are kept. */
static void
keep_signing (GPtrArray *found, const SgnTokenUri *uri)
{
  guint count = 0;

  for (guint i = 0; i < found->len; i++)
    count += has_signing_certificate (found->pdata[i], uri);
  if (count == 0)
    return;
  for (guint i = found->len; i > 0; i--) {
    if (!has_signing_certificate (found->pdata[i - 1], uri))
      g_ptr_array_remove_index (found, i - 1);
  }
}

static char *
list_titles (GPtrArray *tokens)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < tokens->len; i++)
    g_ptr_array_add (titles, (char *) sgn_token_get_title (tokens->pdata[i]));
  g_ptr_array_add (titles, NULL);
  return g_strjoinv (", ", (char **) titles->pdata);
}

gboolean
sgn_tokens_choose (GPtrArray *tokens,
                   const SgnTokenUri *uri,
                   SgnToken **token,
                   SgnTokenCertificate **certificate,
                   GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autofree char *titles = NULL;

  for (guint i = 0; i < tokens->len; i++) {
    if (uri == NULL || sgn_token_uri_matches_token (uri, tokens->pdata[i]))
      add_token (found, tokens->pdata[i]);
  }
  if (found->len > 1)
    keep_signing (found, uri);
  if (found->len == 1) {
    *token = g_object_ref (found->pdata[0]);
    *certificate = find_certificate (*token, uri);
    return TRUE;
  }
  titles = list_titles (found->len > 0 ? found : tokens);
  if (found->len > 1)
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_TOKEN_AMBIGUOUS, titles);
  else if (tokens->len > 0)
    g_set_error (error, SGN_ERROR, SGN_ERROR_TOKEN_MISSING, _ ("available: %s"), titles);
  else
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_TOKEN_MISSING, _ ("none is available"));
  return FALSE;
}
