/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/run-control.h"

#include "ui/base/settings.h"
#include "ui/base/signal-new.h"
#include "ui/signing/server-choice.h"
#include "ui/signing/sign-settings.h"

struct _SgnRunControl {
  GObject parent_instance;

  SgnFileList *files; /* NULL: closed */
  SgnIdentityList *identities;
  SgnTokenList *tokens;
  SgnSignRun *run;    /* (nullable) */
  GPtrArray *waiting; /* (nullable) of SgnFileItem */
  gboolean unstamped; /* those that wait are signed without a timestamp */
  GFile *copy;        /* (nullable): into this file */
  gboolean unlocking; /* a token is being unlocked for them */
};

G_DEFINE_FINAL_TYPE (SgnRunControl, sgn_run_control, G_TYPE_OBJECT)

enum { KEY_NEEDED, STARTED, CHANGED, ENDED, UNDONE, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
forget_run (SgnRunControl *self)
{
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
}

void
sgn_run_control_close (SgnRunControl *self)
{
  forget_run (self);
  sgn_run_control_forget_waiting (self);
  g_clear_object (&self->copy);
  g_clear_object (&self->files);
  g_clear_object (&self->identities);
  g_clear_object (&self->tokens);
}

static void
sgn_run_control_dispose (GObject *object)
{
  sgn_run_control_close (SGN_RUN_CONTROL (object));
  G_OBJECT_CLASS (sgn_run_control_parent_class)->dispose (object);
}

static void
sgn_run_control_class_init (SgnRunControlClass *klass)
{
  const GType type = SGN_TYPE_RUN_CONTROL;

  G_OBJECT_CLASS (klass)->dispose = sgn_run_control_dispose;
  signals[KEY_NEEDED] = sgn_signal_new (type, "key-needed", SGN_TYPE_IDENTITY_ITEM);
  signals[STARTED] = sgn_signal_new (type, "started", G_TYPE_NONE);
  signals[CHANGED] = sgn_signal_new (type, "changed", G_TYPE_NONE);
  signals[ENDED] = sgn_signal_new (type, "ended", G_TYPE_NONE);
  signals[UNDONE] = g_signal_new ("undone",
                                  type,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  2,
                                  G_TYPE_PTR_ARRAY,
                                  G_TYPE_PTR_ARRAY);
}

static void
sgn_run_control_init (SgnRunControl *self)
{
}

SgnRunControl *
sgn_run_control_new (SgnFileList *files, SgnIdentityList *identities, SgnTokenList *tokens)
{
  SgnRunControl *self = g_object_new (SGN_TYPE_RUN_CONTROL, NULL);

  self->files = g_object_ref (files);
  self->identities = g_object_ref (identities);
  self->tokens = g_object_ref (tokens);
  return self;
}

static gboolean
has_key (SgnRunControl *self, SgnIdentityItem *item)
{
  const char *uri = sgn_identity_item_get_uri (item);

  return uri == NULL || sgn_token_list_find (self->tokens, uri) != NULL;
}

gboolean
sgn_run_control_can_sign (SgnRunControl *self)
{
  SgnIdentityItem *item = sgn_identity_list_get_chosen (self->identities);

  return item != NULL && has_key (self, item) &&
         sgn_identity_item_get_days_left (item, g_get_real_time () / G_USEC_PER_SEC) >= 0;
}

gboolean
sgn_run_control_is_active (SgnRunControl *self)
{
  return self->run != NULL && sgn_sign_run_is_active (self->run);
}

SgnSignRun *
sgn_run_control_get_run (SgnRunControl *self)
{
  return self->run;
}

static void
on_changed (SgnRunControl *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_ended (SgnRunControl *self)
{
  g_signal_emit (self, signals[ENDED], 0);
}

/* Takes @run. */
static void
follow (SgnRunControl *self, SgnSignRun *run)
{
  forget_run (self);
  self->run = run;
  g_signal_connect_object (run, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[STARTED], 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static SgnSignRequest *
create_request (SgnRunControl *self, SgnIdentity *identity)
{
  SgnAnchors *anchors = sgn_file_list_get_anchors (self->files);
  SgnSignRequest *request = sgn_sign_settings_create_request (sgn_settings_get (),
                                                              identity,
                                                              anchors);

  if (self->unstamped)
    g_ptr_array_set_size (request->timestamp_servers, 0);
  if (self->copy != NULL) {
    g_set_object (&request->output, self->copy);
    request->output_is_folder = FALSE;
    request->overwrite = TRUE; /* the file chooser has asked */
  }
  return request;
}

static gboolean
start (SgnRunControl *self, SgnIdentity *identity)
{
  g_autoptr (GPtrArray) items = g_steal_pointer (&self->waiting);
  g_autoptr (SgnSignRequest) request = NULL;
  g_autoptr (SgnSignRequest) replacing = NULL;

  if (items == NULL || sgn_run_control_is_active (self))
    return FALSE;
  request = create_request (self, identity);
  replacing = create_request (self, identity);
  replacing->existing = SGN_EXISTING_REPLACE;
  follow (self, sgn_sign_run_new (items, request, replacing));
  return TRUE;
}

guint
sgn_run_control_get_waiting (SgnRunControl *self)
{
  return self->waiting != NULL ? self->waiting->len : 0;
}

void
sgn_run_control_forget_waiting (SgnRunControl *self)
{
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
}

void
sgn_run_control_resume (SgnRunControl *self)
{
  SgnIdentityItem *item = sgn_identity_list_get_chosen (self->identities);

  start (self, sgn_identity_item_get_identity (item));
}

void
sgn_run_control_resume_with_token (SgnRunControl *self,
                                   SgnTokenSession *session,
                                   SgnTokenNotices *notices)
{
  self->unlocking = FALSE;
  if (session != NULL && self->files != NULL) {
    g_autoptr (SgnIdentity) identity = sgn_token_session_get_identity (session);

    if (start (self, identity))
      sgn_sign_run_set_token (self->run, session, notices);
  }
  sgn_run_control_forget_waiting (self);
}

/* Waits for the key, unless it is open already. */
static void
open_key (SgnRunControl *self, SgnIdentityItem *item)
{
  if (!has_key (self, item)) {
    sgn_run_control_forget_waiting (self);
  } else if (sgn_identity_item_get_uri (item) != NULL ||
             sgn_identity_item_get_identity (item) == NULL) {
    self->unlocking = sgn_identity_item_get_uri (item) != NULL;
    g_signal_emit (self, signals[KEY_NEEDED], 0, item);
  } else {
    sgn_run_control_resume (self);
  }
}

void
sgn_run_control_sign (SgnRunControl *self, GPtrArray *items, gboolean unstamped, GFile *copy)
{
  SgnIdentityItem *item = sgn_identity_list_get_chosen (self->identities);

  if (self->unlocking)
    return;
  sgn_run_control_forget_waiting (self);
  self->unstamped = unstamped;
  g_set_object (&self->copy, copy);
  if (items->len == 0 || sgn_run_control_is_active (self) || item == NULL)
    return;
  self->waiting = g_ptr_array_ref (items);
  open_key (self, item);
}

/* An explicit request: it applies even if the settings say “none”, and to the file itself. */
void
sgn_run_control_stamp (SgnRunControl *self, GPtrArray *items)
{
  GSettings *settings = sgn_settings_get ();
  SgnAnchors *anchors = sgn_file_list_get_anchors (self->files);
  g_autoptr (SgnSignRequest) request = NULL;

  if (items->len == 0 || sgn_run_control_is_active (self))
    return;
  request = sgn_sign_settings_create_request (settings, NULL, anchors);
  g_clear_object (&request->output);
  g_clear_pointer (&request->backup_suffix, g_free);
  if (request->timestamp_servers->len == 0) {
    g_ptr_array_unref (request->timestamp_servers);
    request->timestamp_servers = sgn_server_choices_get_automatic (settings);
  }
  follow (self, sgn_sign_run_new_stamping (items, request));
}

void
sgn_run_control_cancel (SgnRunControl *self)
{
  if (sgn_run_control_is_active (self))
    sgn_sign_run_cancel (self->run);
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnRunControl) self = user_data;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) errors = sgn_sign_run_undo_finish (SGN_SIGN_RUN (source), result, &items);

  if (self->files == NULL)
    return;
  sgn_file_list_check (self->files, items);
  g_signal_emit (self, signals[UNDONE], 0, items, errors);
}

void
sgn_run_control_undo (SgnRunControl *self)
{
  if (self->run != NULL && !sgn_run_control_is_active (self))
    sgn_sign_run_undo_async (self->run, on_undone, g_object_ref (self));
}

GPtrArray *
sgn_run_control_get_undecided (SgnRunControl *self)
{
  GListModel *files = G_LIST_MODEL (self->files);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (SgnFileItem) item = g_list_model_get_item (files, i);

    if (sgn_file_item_get_state (item) == SGN_FILE_UNDECIDED)
      g_ptr_array_add (items, g_steal_pointer (&item));
  }
  return items;
}
