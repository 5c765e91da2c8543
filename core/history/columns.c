/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-history"

/* The columns of the history in one place. */

#include "config.h"

#include "core/history/columns.h"

#define COLUMN(member, type, ...)                                                                  \
  {                                                                                                \
    .name = #member, .kind = SGN_HISTORY_##type,                                                   \
    .offset = G_STRUCT_OFFSET (SgnHistoryEntry, member), __VA_ARGS__                               \
  }

const SgnHistoryColumn sgn_history_columns[SGN_N_HISTORY_COLUMNS] = {
  COLUMN (time, TIME, .required = TRUE),
  COLUMN (file, TEXT, .required = TRUE),
  COLUMN (action, TEXT),
  COLUMN (format, TEXT),
  COLUMN (sha256_before, TEXT),
  COLUMN (sha256_after, TEXT),
  COLUMN (digest_algorithm, TEXT),
  COLUMN (digest, TEXT),
  COLUMN (certificate_sha256, TEXT),
  COLUMN (certificate_sha1, TEXT),
  COLUMN (certificate_subject, TEXT),
  COLUMN (certificate_serial, TEXT),
  /* Not exported: it is for reminders and could be looked up in the certificate. */
  COLUMN (certificate_not_after, TIME, .hidden = TRUE),
  COLUMN (token_serial, TEXT),
  COLUMN (timestamp_time, TIME),
  COLUMN (timestamp_server, TEXT),
  COLUMN (program_version, TEXT),
};

char **
sgn_history_column_get_text (const SgnHistoryColumn *self, const SgnHistoryEntry *entry)
{
  return &G_STRUCT_MEMBER (char *, entry, self->offset);
}

gint64 *
sgn_history_column_get_number (const SgnHistoryColumn *self, const SgnHistoryEntry *entry)
{
  return &G_STRUCT_MEMBER (gint64, entry, self->offset);
}

void
sgn_history_entry_free (SgnHistoryEntry *self)
{
  for (gsize i = 0; i < SGN_N_HISTORY_COLUMNS; i++) {
    if (sgn_history_columns[i].kind == SGN_HISTORY_TEXT)
      g_free (*sgn_history_column_get_text (&sgn_history_columns[i], self));
  }
  g_free (self);
}

/* Each column as @describe writes it, with commas between. */
static char *
join (void (*describe) (const SgnHistoryColumn *column, GString *ret))
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < SGN_N_HISTORY_COLUMNS; i++) {
    if (i > 0)
      g_string_append (text, ", ");
    describe (&sgn_history_columns[i], text);
  }
  return g_string_free (text, FALSE);
}

static void
add_name (const SgnHistoryColumn *column, GString *ret)
{
  g_string_append (ret, column->name);
}

static void
add_definition (const SgnHistoryColumn *column, GString *ret)
{
  g_string_append_printf (ret,
                          "%s %s%s",
                          column->name,
                          column->kind == SGN_HISTORY_TEXT ? "TEXT" : "INTEGER",
                          column->required ? " NOT NULL" : "");
}

static void
add_placeholder (const SgnHistoryColumn *column, GString *ret)
{
  g_string_append_c (ret, '?');
}

char *
sgn_history_columns_to_names (void)
{
  return join (add_name);
}

char *
sgn_history_columns_to_definitions (void)
{
  return join (add_definition);
}

char *
sgn_history_columns_to_placeholders (void)
{
  return join (add_placeholder);
}
