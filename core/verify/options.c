/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-verify"

/* What files are judged by; see options.h. */

#include "config.h"

#include "core/verify/options.h"

static void
options_clear (gpointer data)
{
  SgnVerifyOptions *self = data;

  g_clear_pointer (&self->anchors, sgn_anchors_unref);
  g_clear_object (&self->content);
  g_clear_pointer (&self->catalogs, sgn_catalogs_unref);
  g_clear_pointer (&self->revocation_lists, sgn_revocation_lists_unref);
  g_clear_pointer (&self->authorities, sgn_authorities_unref);
}

SgnVerifyOptions *
sgn_verify_options_new (SgnAnchors *anchors)
{
  SgnVerifyOptions *self = g_atomic_rc_box_new0 (SgnVerifyOptions);

  self->anchors = anchors != NULL ? sgn_anchors_ref (anchors) : NULL;
  return self;
}

SgnVerifyOptions *
sgn_verify_options_with_catalogs (const SgnVerifyOptions *self, SgnCatalogs *catalogs)
{
  SgnVerifyOptions *copy = sgn_verify_options_new (self->anchors);

  copy->time = self->time;
  copy->content = self->content != NULL ? g_object_ref (self->content) : NULL;
  copy->catalogs = catalogs != NULL ? sgn_catalogs_ref (catalogs) : NULL;
  if (self->revocation_lists != NULL)
    copy->revocation_lists = sgn_revocation_lists_ref (self->revocation_lists);
  if (self->authorities != NULL)
    copy->authorities = sgn_authorities_ref (self->authorities);
  return copy;
}

SgnVerifyOptions *
sgn_verify_options_ref (SgnVerifyOptions *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
sgn_verify_options_unref (SgnVerifyOptions *self)
{
  g_atomic_rc_box_release_full (self, options_clear);
}
