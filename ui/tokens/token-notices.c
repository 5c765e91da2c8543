/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/tokens/token-notices.h"

#include "core/base/post.h"
#include "core/words/phrases.h"
#include "ui/base/signal-new.h"

struct _SgnTokenNotices {
  GObject parent_instance;

  SgnToken *token;
  SgnTokenNotice notice;
  gboolean confirms; /* it asks for every file, so the message stays until the end */
};

G_DEFINE_FINAL_TYPE (SgnTokenNotices, sgn_token_notices, G_TYPE_OBJECT)

static guint changed_signal;

typedef struct {
  SgnTokenNotices *notices;
  SgnTokenNotice notice;
} Message;

static gboolean
deliver (gpointer data)
{
  Message *message = data;
  SgnTokenNotices *self = message->notices;

  self->confirms |= message->notice == SGN_TOKEN_NOTICE_CONFIRM;
  self->notice = message->notice;
  if (self->notice == SGN_TOKEN_NOTICE_NONE && self->confirms)
    self->notice = SGN_TOKEN_NOTICE_CONFIRM;
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
message_free (gpointer data)
{
  Message *message = data;

  g_object_unref (message->notices);
  g_free (message);
}

/* Called in the thread that waits for the token. */
static void
on_notice (SgnTokenNotice notice, SgnToken *token, gpointer data)
{
  Message *message = g_new0 (Message, 1);

  message->notices = g_object_ref (data);
  message->notice = notice;
  sgn_post (NULL, deliver, message, message_free);
}

static void
sgn_token_notices_finalize (GObject *object)
{
  g_clear_object (&SGN_TOKEN_NOTICES (object)->token);
  G_OBJECT_CLASS (sgn_token_notices_parent_class)->finalize (object);
}

static void
sgn_token_notices_class_init (SgnTokenNoticesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_token_notices_finalize;
  changed_signal = sgn_signal_new (SGN_TYPE_TOKEN_NOTICES, "changed", G_TYPE_NONE);
}

static void
sgn_token_notices_init (SgnTokenNotices *self)
{
}

SgnTokenNotices *
sgn_token_notices_new (void)
{
  return g_object_new (SGN_TYPE_TOKEN_NOTICES, NULL);
}

void
sgn_token_notices_watch (SgnTokenNotices *self, SgnTokenChoice *choice)
{
  g_set_object (&self->token, choice->token);
  choice->notice = on_notice;
  choice->user_data = self;
}

void
sgn_token_notices_stay_with (SgnTokenNotices *self, SgnTokenSession *session)
{
  g_object_set_data_full (G_OBJECT (session), "notices", g_object_ref (self), g_object_unref);
}

SgnTokenNotice
sgn_token_notices_get_notice (SgnTokenNotices *self)
{
  return self->notice;
}

char *
sgn_token_notices_dup_text (SgnTokenNotices *self)
{
  return self->token != NULL ? sgn_phrase_token_notice (self->notice, self->token) : NULL;
}
