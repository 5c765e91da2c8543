/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/fact.h"

#include "core/base/oid.h"
#include "core/base/text.h"

static void
fact_free (gpointer data)
{
  SgnFact *fact = data;

  g_free (fact->title);
  g_free (fact->value);
  g_free (fact);
}

static void
put (GPtrArray *self, const char *title, char *value, gboolean mono)
{
  SgnFact *fact;

  if (value == NULL || value[0] == '\0') {
    g_free (value);
    return;
  }
  fact = g_new0 (SgnFact, 1);
  fact->title = g_strdup (title);
  fact->value = value;
  fact->mono = mono;
  g_ptr_array_add (self, fact);
}

/* Text from a file must not make one fact look like another, or like several. */
static void
take (GPtrArray *self, const char *title, char *value, gboolean mono)
{
  put (self, title, value != NULL ? sgn_text_line (value) : NULL, mono);
  g_free (value);
}

GPtrArray *
sgn_facts_new (void)
{
  return g_ptr_array_new_with_free_func (fact_free);
}

void
sgn_facts_add (GPtrArray *self, const char *title, const char *value)
{
  take (self, title, g_strdup (value), FALSE);
}

void
sgn_facts_add_mono (GPtrArray *self, const char *title, const char *value)
{
  take (self, title, g_strdup (value), TRUE);
}

void
sgn_facts_take (GPtrArray *self, const char *title, char *value)
{
  take (self, title, value, FALSE);
}

void
sgn_facts_take_mono (GPtrArray *self, const char *title, char *value)
{
  take (self, title, value, TRUE);
}

void
sgn_facts_add_oids (GPtrArray *self, const char *title, const char *const *oids, guint count)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count; i++) {
    const char *name = sgn_oid_get_name (oids[i]);

    if (i > 0)
      g_string_append_c (text, '\n');
    if (name != NULL)
      g_string_append_printf (text, "%s (%s)", name, oids[i]);
    else
      g_string_append (text, oids[i]);
  }
  put (self, title, g_string_free (text, FALSE), TRUE);
}

char *
sgn_facts_to_text (GPtrArray *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->len; i++) {
    const SgnFact *fact = g_ptr_array_index (self, i);

    g_string_append_printf (text, "%s: %s\n", fact->title, fact->value);
  }
  return g_string_free (text, FALSE);
}
