/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-request"

/* The settings of a signing run. They are collected by the user interface or the command line, then
 * shared by all files and threads, which is why nothing changes them afterwards. */

#include "config.h"

#include "core/sign/request.h"

static const char *const existing_ids[] = { "skip-valid", "replace", "append", "refuse" };

static void
request_clear (gpointer data)
{
  SgnSignRequest *self = data;

  g_clear_object (&self->identity);
  g_free (self->program_name);
  g_free (self->program_url);
  g_ptr_array_unref (self->timestamp_servers);
  sgn_timestamp_memory_unref (self->memory);
  g_clear_object (&self->tls_database);
  g_clear_object (&self->output);
  g_free (self->backup_suffix);
  g_clear_pointer (&self->anchors, sgn_anchors_unref);
}

SgnSignRequest *
sgn_sign_request_new (SgnIdentity *identity, SgnAnchors *anchors)
{
  SgnSignRequest *self = g_atomic_rc_box_new0 (SgnSignRequest);

  self->identity = identity != NULL ? g_object_ref (identity) : NULL;
  self->anchors = anchors != NULL ? sgn_anchors_ref (anchors) : NULL;
  self->hash = SGN_HASH_SHA256;
  self->existing = SGN_EXISTING_SKIP_VALID;
  self->timestamp_servers = g_ptr_array_new_with_free_func (g_object_unref);
  self->patience = (SgnTimestampPatience){ .retries = 1 };
  self->memory = sgn_timestamp_memory_new ();
  return self;
}

/* Whatever a request consists of is copied; what it owns gets another owner. */
SgnSignRequest *
sgn_sign_request_copy (const SgnSignRequest *self)
{
  SgnSignRequest *copy = g_atomic_rc_box_new (SgnSignRequest);

  *copy = *self;
  copy->identity = self->identity != NULL ? g_object_ref (self->identity) : NULL;
  copy->program_name = g_strdup (self->program_name);
  copy->program_url = g_strdup (self->program_url);
  copy->timestamp_servers = g_ptr_array_ref (self->timestamp_servers);
  copy->memory = sgn_timestamp_memory_ref (self->memory);
  copy->tls_database = self->tls_database != NULL ? g_object_ref (self->tls_database) : NULL;
  copy->output = self->output != NULL ? g_object_ref (self->output) : NULL;
  copy->backup_suffix = g_strdup (self->backup_suffix);
  copy->anchors = self->anchors != NULL ? sgn_anchors_ref (self->anchors) : NULL;
  return copy;
}

SgnSignRequest *
sgn_sign_request_ref (SgnSignRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
sgn_sign_request_unref (SgnSignRequest *self)
{
  g_atomic_rc_box_release_full (self, request_clear);
}

const char *
sgn_existing_to_id (SgnExisting existing)
{
  g_return_val_if_fail (existing < G_N_ELEMENTS (existing_ids), "");
  return existing_ids[existing];
}

gboolean
sgn_existing_from_id (const char *id, SgnExisting *ret)
{
  for (guint i = 0; i < G_N_ELEMENTS (existing_ids); i++) {
    if (g_str_equal (existing_ids[i], id)) {
      *ret = (SgnExisting) i;
      return TRUE;
    }
  }
  return FALSE;
}
