/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-format"

/* The list of all formats, in the order of detection. core/format/meson.build generates it from the
 * words it names, so a new format is one file and one word. */

#include "core/format/format.h"
#include "config.h"

#include "core/base/oid.h"

#define SGN_FORMAT(id) extern const SgnFormat sgn_format_##id;
#include "core/format/format-list.h"
#undef SGN_FORMAT

static const SgnFormat *const formats[] = {
#define SGN_FORMAT(id) &sgn_format_##id,
#include "core/format/format-list.h"
#undef SGN_FORMAT
  NULL,
};

void
sgn_content_result_clear (SgnContentResult *self)
{
  g_clear_pointer (&self->stored, g_bytes_unref);
  g_clear_pointer (&self->computed, g_bytes_unref);
}

SgnInside *
sgn_inside_new (const char *name, gconstpointer place)
{
  SgnInside *self = g_new0 (SgnInside, 1);

  self->name = g_strdup (name);
  self->place = place;
  return self;
}

void
sgn_inside_free (SgnInside *self)
{
  g_free (self->name);
  g_clear_pointer (&self->content, sgn_input_unref);
  g_free (self);
}

const SgnFormat *const *
sgn_format_get_all (void)
{
  return formats;
}

const SgnFormat *
sgn_format_detect (SgnInput *input)
{
  g_return_val_if_fail (input != NULL, NULL);

  for (gsize i = 0; formats[i] != NULL; i++)
    if (formats[i]->probe (input))
      return formats[i];

  return NULL;
}

const SgnFormat *
sgn_format_from_id (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (gsize i = 0; formats[i] != NULL; i++)
    if (g_str_equal (formats[i]->id, id))
      return formats[i];

  return NULL;
}

const char *
sgn_format_get_content_type (const SgnFormat *self)
{
  return self->content_type != NULL ? self->content_type : SGN_OID_SPC_INDIRECT_DATA;
}

/* The ids are options of the command line and stay as they are. */
static const struct {
  const char *id;
  const char *suffix;
} message_forms[] = {
  [SGN_MESSAGE_NONE] = { "", NULL },
  [SGN_MESSAGE_DETACHED] = { "pkcs7", ".p7s" },
  [SGN_MESSAGE_BARE] = { "bare", ".p7s" },
  [SGN_MESSAGE_EMBEDDED] = { "embedded", ".p7" },
};

gboolean
sgn_message_form_from_id (const char *id, SgnMessageForm *ret)
{
  for (guint i = SGN_MESSAGE_DETACHED; i < G_N_ELEMENTS (message_forms); i++)
    if (g_str_equal (message_forms[i].id, id)) {
      *ret = (SgnMessageForm) i;
      return TRUE;
    }
  return FALSE;
}

const char *
sgn_message_form_get_suffix (SgnMessageForm form)
{
  return message_forms[form].suffix;
}
