/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/fuzz/inside.h"

#include "core/format/subject.h"
#include "tests/support/samples.h"

#define MAX_TAKEN 4

/* Only programs are ever replaced. */
static void
take (const SgnFormat *format, gpointer self, SgnInside *file)
{
  g_autoptr (SgnInput) input = format->container->read (self, file, NULL, NULL);
  g_autoptr (SgnSubject) subject = NULL;

  if (input == NULL)
    return;
  sgn_input_set_name (input, file->name);
  subject = sgn_subject_open (input, NULL);
  if (subject != NULL && (subject->format->caps & SGN_FORMAT_IS_PROGRAM) != 0)
    file->content = g_steal_pointer (&input);
}

/* As if there were one program inside. */
static void
add_catalog (const SgnFormat *format, gpointer self, GPtrArray *files)
{
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GBytes *program = sgn_sample_get_plain ("pe");
  SgnInside *catalog = NULL;

  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (contents, sgn_sample_create_content (program));
  if (format->container->create_catalog (self, contents, &catalog, NULL) && catalog != NULL)
    g_ptr_array_add (files, catalog);
}

static gboolean
is_changed (GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    if (((const SgnInside *) files->pdata[i])->content != NULL)
      return TRUE;
  return FALSE;
}

/* A format says so at once when there is no room; what it makes is good. */
static void
put (const SgnFormat *format, gpointer self, GPtrArray *files)
{
  g_autoptr (SgnInput) view = format->container->put (self, files, NULL, NULL);
  g_autoptr (GError) error = NULL;
  gpointer again;

  if (view == NULL)
    return;
  again = format->open (view, &error);
  g_assert_no_error (error);
  format->close (again);
}

void
sgn_fuzz_inside (const SgnFormat *format, gpointer self)
{
  g_autoptr (GPtrArray) files = NULL;

  if (format->container == NULL)
    return;
  files = format->container->list (self, NULL, NULL);
  for (guint i = 0; files != NULL && i < MIN (files->len, MAX_TAKEN); i++)
    take (format, self, files->pdata[i]);
  if (files != NULL && format->container->create_catalog != NULL)
    add_catalog (format, self, files);
  if (files != NULL && is_changed (files))
    put (format, self, files);
}
