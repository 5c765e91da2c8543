/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/key-place-row.h"

#include <glib/gi18n-lib.h>

#include "ui/tokens/token-words.h"

struct _SgnKeyPlaceRow {
  AdwComboRow parent_instance;

  SgnTokenList *list;
  GPtrArray *tokens; /* of SgnToken: what is offered after the file */
};

G_DEFINE_FINAL_TYPE (SgnKeyPlaceRow, sgn_key_place_row, ADW_TYPE_COMBO_ROW)

static gboolean
is_shown (SgnKeyPlaceRow *self, GPtrArray *tokens)
{
  if (tokens->len != self->tokens->len)
    return FALSE;
  for (guint i = 0; i < tokens->len; i++)
    if (tokens->pdata[i] != self->tokens->pdata[i])
      return FALSE;
  return TRUE;
}

/* The serial number is only shown where it tells two of them apart. (transfer full) */
static char *
name_token (GPtrArray *tokens, guint index)
{
  const char *name = sgn_words_token_name (tokens->pdata[index]);

  for (guint i = 0; i < tokens->len; i++)
    if (i != index && g_str_equal (sgn_words_token_name (tokens->pdata[i]), name))
      return sgn_words_token_title (tokens->pdata[index]);
  return g_strdup (name);
}

static void
show_tokens (SgnKeyPlaceRow *self, GPtrArray *tokens)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("A password-protected file"));
  g_ptr_array_set_size (self->tokens, 0);
  for (guint i = 0; i < tokens->len; i++) {
    g_autofree char *name = name_token (tokens, i);

    gtk_string_list_append (names, name);
    g_ptr_array_add (self->tokens, g_object_ref (tokens->pdata[i]));
  }
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
}

/* Keeps the choice as long as its token is connected. */
static void
update (SgnKeyPlaceRow *self)
{
  g_autoptr (GPtrArray) tokens = sgn_token_list_get_tokens (self->list);
  SgnToken *token = sgn_key_place_row_get_token (self);
  g_autoptr (SgnToken) chosen = token != NULL ? g_object_ref (token) : NULL;
  guint position;

  if (is_shown (self, tokens))
    return;
  show_tokens (self, tokens);
  if (chosen != NULL && g_ptr_array_find (self->tokens, chosen, &position))
    adw_combo_row_set_selected (ADW_COMBO_ROW (self), position + 1);
}

static void
sgn_key_place_row_finalize (GObject *object)
{
  SgnKeyPlaceRow *self = SGN_KEY_PLACE_ROW (object);

  g_clear_object (&self->list);
  g_ptr_array_unref (self->tokens);
  G_OBJECT_CLASS (sgn_key_place_row_parent_class)->finalize (object);
}

static void
sgn_key_place_row_class_init (SgnKeyPlaceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_key_place_row_finalize;
}

static void
sgn_key_place_row_init (SgnKeyPlaceRow *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  self->tokens = g_ptr_array_new_with_free_func (g_object_unref);
  show_tokens (self, none);
}

void
sgn_key_place_row_set_tokens (SgnKeyPlaceRow *self, SgnTokenList *tokens)
{
  g_assert (self->list == NULL);
  self->list = g_object_ref (tokens);
  g_signal_connect_object (tokens, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  sgn_token_list_start (tokens);
  update (self);
}

SgnToken *
sgn_key_place_row_get_token (SgnKeyPlaceRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  return selected > 0 && selected <= self->tokens->len ? self->tokens->pdata[selected - 1] : NULL;
}
