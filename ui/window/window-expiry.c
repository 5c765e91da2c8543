/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/base/settings.h"
#include "ui/identities/identity-expiry.h"
#include "ui/window/window-private.h"

#define SECONDS_PER_DAY (24 * 60 * 60)
#define KEY             "expiry-told"

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Once a day is enough, unless it is urgent. */
static gboolean
is_due (SgnWindow *self, SgnIdentityItem *item)
{
  return sgn_identity_is_urgent (item, get_now ()) || !self->expiry_told;
}

static void
update_notice (SgnWindow *self)
{
  SgnIdentityItem *item = sgn_identity_list_get_chosen (self->identities);
  g_autofree char *text = item != NULL && item != self->expiry_seen && is_due (self, item)
                              ? sgn_identity_dup_warning (item, get_now ())
                              : NULL;

  if (text == NULL) {
    sgn_window_set_notice (self, SGN_NOTICE_EXPIRY, NULL);
    return;
  }
  g_settings_set_int64 (sgn_settings_get (), KEY, get_now () / SECONDS_PER_DAY);
  sgn_window_set_notice (self,
                         SGN_NOTICE_EXPIRY,
                         sgn_notice_new (text,
                                         _ ("Details"),
                                         "win.expiry-details",
                                         sgn_identity_is_urgent (item, get_now ())));
}

static void
details_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  SgnIdentityItem *item = sgn_identity_list_get_chosen (self->identities);

  g_set_object (&self->expiry_seen, item);
  update_notice (self);
  sgn_window_show_certificates (self, item);
}

/* Whoever has a renewed certificate wants to sign with that. */
static void
choose_newest (SgnWindow *self)
{
  SgnIdentityItem *chosen = sgn_identity_list_get_chosen (self->identities);
  SgnIdentityItem *newest;

  if (chosen == NULL)
    return;
  newest = sgn_identity_find_successor (G_LIST_MODEL (self->identities), chosen, get_now ());
  if (newest == chosen)
    return;
  sgn_identity_list_choose (self->identities, newest);
  sgn_window_tell (self, _ ("The newest certificate of the same name is chosen"));
}

void
sgn_window_expiry_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.expiry-details", NULL, details_action);
}

void
sgn_window_expiry_init (SgnWindow *self)
{
  self->expiry_told = g_settings_get_int64 (sgn_settings_get (), KEY) ==
                      get_now () / SECONDS_PER_DAY;
  choose_newest (self);
  g_signal_connect_object (self->identities,
                           "changed",
                           G_CALLBACK (update_notice),
                           self,
                           G_CONNECT_SWAPPED);
  update_notice (self);
}
