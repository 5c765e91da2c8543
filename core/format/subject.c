/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-format"

/* A file and its format, opened: the way all rooms above look at files. Also decides what a refusal
 * says, because several messages can be true of one file. */

#include "config.h"

#include "core/format/subject.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/format/alone.h"
#include "core/format/foreign.h"
#include "core/format/misnamed.h"

static SgnSubject *
subject_new (const SgnFormat *format, SgnInput *input, gpointer self)
{
  SgnSubject *subject = g_new0 (SgnSubject, 1);

  subject->format = format;
  subject->input = sgn_input_ref (input);
  subject->self = self;
  return subject;
}

/* Prefers a message about which program can sign the file. Consumes @cause. */
static gpointer
refuse (SgnInput *input, GError *cause, GError **error)
{
  g_autofree char *detail = NULL;

  if (g_error_matches (cause, SGN_ERROR, SGN_ERROR_FORMAT_UNSUPPORTED))
    detail = sgn_foreign_explain (input);
  if (detail == NULL) {
    g_propagate_error (error, cause);
    return NULL;
  }
  g_error_free (cause);
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FORMAT_FOREIGN, detail);
  return NULL;
}

static gpointer
refuse_unknown (SgnInput *input, GError **error)
{
  /* From the most specific explanation to the least. */
  const char *detail = sgn_alone_explain (input);

  if (detail != NULL) {
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FORMAT_UNSUPPORTED, detail);
    return NULL;
  }
  detail = sgn_misnamed_explain (input);
  if (detail != NULL) {
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, detail);
    return NULL;
  }
  return refuse (input, g_error_new_literal (SGN_ERROR, SGN_ERROR_FORMAT_UNSUPPORTED, ""), error);
}

SgnSubject *
sgn_subject_open (SgnInput *input, GError **error)
{
  const SgnFormat *format;
  gpointer self;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (input != NULL, NULL);

  format = sgn_format_detect (input);
  if (format == NULL)
    return refuse_unknown (input, error);
  self = format->open (input, &local);
  if (self == NULL)
    return refuse (input, g_steal_pointer (&local), error);
  return subject_new (format, input, self);
}

SgnSubject *
sgn_subject_open_message (SgnInput *input, SgnMessageForm form, GError **error)
{
  const SgnFormat *const *formats = sgn_format_get_all ();
  gsize i = 0;
  gpointer self;

  g_return_val_if_fail (form != SGN_MESSAGE_NONE, NULL);

  /* Exactly one format is for messages. */
  while (formats[i]->message == NULL)
    i++;
  self = formats[i]->message->open (input, form, error);
  return self != NULL ? subject_new (formats[i], input, self) : NULL;
}

void
sgn_subject_free (SgnSubject *self)
{
  if (self == NULL)
    return;

  self->format->close (self->self);
  sgn_input_unref (self->input);
  g_free (self);
}

const char *
sgn_subject_get_title (SgnSubject *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->format->get_title != NULL)
    return self->format->get_title (self->self);
  return self->format->title;
}

SgnFormatCaps
sgn_subject_get_caps (SgnSubject *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->format->get_caps != NULL)
    return self->format->get_caps (self->self);
  return self->format->caps;
}

gboolean
sgn_subject_is_detached (SgnSubject *self)
{
  const SgnMessage *message = self->format->message;

  return message != NULL && message->is_detached (self->self);
}

SgnHash
sgn_subject_choose_hash (SgnSubject *self, SgnHash wanted)
{
  SgnHash hash = wanted;

  g_return_val_if_fail (self != NULL, wanted);

  if (self->format->get_hash != NULL)
    self->format->get_hash (self->self, &hash);
  return hash;
}

SgnPatch *
sgn_subject_put_signatures (SgnSubject *self, GPtrArray *signatures, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  /* Nested signatures are inside the first and are not counted here. */
  if (signatures->len <= 1 || sgn_subject_get_caps (self) & SGN_FORMAT_APPENDS_ENTRIES)
    return self->format->put_signatures (self->self, signatures, error);
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_NOT_SIGNABLE,
                       _ ("this file type can hold only one signature"));
  return NULL;
}
