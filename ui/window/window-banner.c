/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/window-private.h"

static void
show (SgnWindow *self)
{
  const SgnNotice *notice = NULL;
  gboolean narrow = sgn_pages_is_narrow (self->pages);
  gboolean in_list = narrow && gtk_widget_get_visible (self->list_pane);

  for (guint i = 0; i < SGN_N_NOTICES && notice == NULL; i++)
    notice = self->notices[i];
  sgn_banner_show (sgn_drop_page_get_banner (self->drop_page), notice);
  sgn_banner_show (self->list_banner, in_list ? notice : NULL);
  sgn_banner_show (self->details_banner, in_list ? NULL : notice);
}

void
sgn_window_set_notice (SgnWindow *self, SgnNoticeKind kind, SgnNotice *notice)
{
  g_clear_pointer (&self->notices[kind], sgn_notice_free);
  self->notices[kind] = notice;
  show (self);
}

void
sgn_window_banner_update (SgnWindow *self)
{
  show (self);
}

void
sgn_window_banner_dispose (SgnWindow *self)
{
  for (guint i = 0; i < SGN_N_NOTICES; i++)
    g_clear_pointer (&self->notices[i], sgn_notice_free);
}
