/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

/* Overwrites what is in no stream before a package is signed. Old data there is no part of what the
 * user signs, and after signing it would be a finding. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/archive/cfb/writer-private.h"
#include "core/base/error.h"

/* Wiped bytes are kept in memory until they are written. */
#define MAX_WIPED ((guint64) 256 * 1024 * 1024)

/* Offset of left sibling, right sibling and child in a directory entry. */
#define AT_LINKS   68
#define LINKS_SIZE 12

static void
wipe_place (SgnCfbWriter *self, const CfbPlace *place)
{
  switch (place->fill) {
  case CFB_FILL_ZERO:
    sgn_cfb_store_fill (&self->store, place->offset, 0, (gsize) place->size);
    break;
  case CFB_FILL_FREE:
    sgn_cfb_store_fill (&self->store, place->offset, 0xff, (gsize) place->size);
    break;
  case CFB_FILL_ENTRY:
    sgn_cfb_store_fill (&self->store, place->offset, 0, (gsize) place->size);
    sgn_cfb_store_fill (&self->store, place->offset + AT_LINKS, 0xff, LINKS_SIZE);
    break;
  case CFB_FILL_NONE:
  default:
    break;
  }
}

static gboolean
check (const SgnCfbSpaces *spaces, GError **error)
{
  const char *reason = NULL;

  if (spaces->behind.size > 0)
    reason = _ ("the file continues after the end of the package");
  else if (spaces->free.size + spaces->orphaned.size + spaces->slack.size > MAX_WIPED)
    reason = _ ("there is too much old data in unused parts of the file");
  if (reason == NULL)
    return TRUE;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE, reason);
  return FALSE;
}

void
sgn_cfb_writer_wipe (SgnCfbWriter *self)
{
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (CfbPlace));
  SgnCfbSpaces spaces = { 0 };

  if (self->error != NULL || !sgn_cfb_survey (self->cfb, &spaces, list, &self->error) ||
      !check (&spaces, &self->error))
    return;
  for (guint i = 0; i < list->len; i++) {
    const CfbPlace *place = &g_array_index (list, CfbPlace, i);

    if (place->holds_data)
      wipe_place (self, place);
  }
}
