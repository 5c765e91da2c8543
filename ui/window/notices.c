/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/notices.h"

#include "ui/base/signal-new.h"

struct _SgnNotices {
  GObject parent_instance;

  SgnNotice *notices[SGN_N_NOTICES];
};

G_DEFINE_FINAL_TYPE (SgnNotices, sgn_notices, G_TYPE_OBJECT)

static guint signal_changed;

static void
sgn_notices_finalize (GObject *object)
{
  SgnNotices *self = SGN_NOTICES (object);

  for (guint i = 0; i < SGN_N_NOTICES; i++)
    g_clear_pointer (&self->notices[i], sgn_notice_free);
  G_OBJECT_CLASS (sgn_notices_parent_class)->finalize (object);
}

static void
sgn_notices_class_init (SgnNoticesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_notices_finalize;
  signal_changed = sgn_signal_new (SGN_TYPE_NOTICES, "changed", G_TYPE_NONE);
}

static void
sgn_notices_init (SgnNotices *self)
{
}

SgnNotices *
sgn_notices_new (void)
{
  return g_object_new (SGN_TYPE_NOTICES, NULL);
}

/* Emits "changed" only if the shown notice is another one. */
void
sgn_notices_set (SgnNotices *self, SgnNoticeKind kind, SgnNotice *notice)
{
  const SgnNotice *shown = sgn_notices_get_shown (self);
  g_autoptr (SgnNotice) old = NULL;

  g_return_if_fail (kind < SGN_N_NOTICES);

  old = self->notices[kind];
  self->notices[kind] = notice;
  if (sgn_notices_get_shown (self) != shown)
    g_signal_emit (self, signal_changed, 0);
}

const SgnNotice *
sgn_notices_get_shown (SgnNotices *self)
{
  for (guint i = 0; i < SGN_N_NOTICES; i++)
    if (self->notices[i] != NULL)
      return self->notices[i];
  return NULL;
}
