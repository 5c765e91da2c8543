/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/expiry-watch.h"

#include <glib/gi18n-lib.h>

#include "ui/base/settings.h"
#include "ui/base/signal-new.h"
#include "ui/identities/identity-expiry.h"

#define SECONDS_PER_DAY (24 * 60 * 60)
#define KEY             "expiry-told"

struct _SgnExpiryWatch {
  GObject parent_instance;

  SgnIdentityList *identities;
  SgnNotices *notices;
  SgnIdentityItem *seen; /* (nullable): the user knows that it expires */
  gboolean told_today;   /* before this window was there */
};

G_DEFINE_FINAL_TYPE (SgnExpiryWatch, sgn_expiry_watch, G_TYPE_OBJECT)

static guint signal_message;

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static char *
dup_warning (SgnExpiryWatch *self, SgnIdentityItem *item)
{
  if (item == NULL || item == self->seen ||
      (self->told_today && !sgn_identity_is_urgent (item, get_now ())))
    return NULL;
  return sgn_identity_dup_warning (item, get_now ());
}

static void
update (SgnExpiryWatch *self)
{
  SgnIdentityItem *item = sgn_identity_list_get_chosen (self->identities);
  g_autofree char *text = dup_warning (self, item);
  SgnNotice *notice = NULL;

  if (text != NULL) {
    g_settings_set_int64 (sgn_settings_get (), KEY, get_now () / SECONDS_PER_DAY);
    notice = sgn_notice_new (text,
                             _ ("Details"),
                             "win.expiry-details",
                             sgn_identity_is_urgent (item, get_now ()));
  }
  sgn_notices_set (self->notices, SGN_NOTICE_EXPIRY, notice);
}

/* Someone who has renewed the certificate wants to sign with the new one. */
static void
choose_newest (SgnExpiryWatch *self)
{
  GListModel *identities = G_LIST_MODEL (self->identities);
  SgnIdentityItem *chosen = sgn_identity_list_get_chosen (self->identities);
  SgnIdentityItem *newest = NULL;

  if (chosen != NULL)
    newest = sgn_identity_find_successor (identities, chosen, get_now ());
  if (newest == chosen)
    return;
  sgn_identity_list_choose (self->identities, newest);
  g_signal_emit (self, signal_message, 0, _ ("The newest certificate of the same name is chosen"));
}

static void
sgn_expiry_watch_dispose (GObject *object)
{
  SgnExpiryWatch *self = SGN_EXPIRY_WATCH (object);

  if (self->identities != NULL)
    g_signal_handlers_disconnect_by_data (self->identities, self);
  g_clear_object (&self->identities);
  g_clear_object (&self->notices);
  g_clear_object (&self->seen);
  G_OBJECT_CLASS (sgn_expiry_watch_parent_class)->dispose (object);
}

static void
sgn_expiry_watch_class_init (SgnExpiryWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_expiry_watch_dispose;
  signal_message = sgn_signal_new (SGN_TYPE_EXPIRY_WATCH, "message", G_TYPE_STRING);
}

static void
sgn_expiry_watch_init (SgnExpiryWatch *self)
{
}

SgnExpiryWatch *
sgn_expiry_watch_new (SgnIdentityList *identities, SgnNotices *notices)
{
  SgnExpiryWatch *self = g_object_new (SGN_TYPE_EXPIRY_WATCH, NULL);

  self->identities = g_object_ref (identities);
  self->notices = g_object_ref (notices);
  self->told_today = g_settings_get_int64 (sgn_settings_get (), KEY) ==
                     get_now () / SECONDS_PER_DAY;
  return self;
}

void
sgn_expiry_watch_start (SgnExpiryWatch *self)
{
  choose_newest (self);
  g_signal_connect_object (self->identities,
                           "changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
}

void
sgn_expiry_watch_set_seen (SgnExpiryWatch *self)
{
  g_set_object (&self->seen, sgn_identity_list_get_chosen (self->identities));
  update (self);
}
