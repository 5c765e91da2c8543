/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Hooks that change XML while it is copied. Each is (nullable). */
typedef struct {
  /* A new value for an attribute of @element; NULL: keep it. (transfer full) */
  char *(*get_value) (const char *element,
                      const char **names,
                      const char **values,
                      const char *attribute,
                      gpointer user_data);
  /* Whether to leave out @element and its content. */
  gboolean (*is_dropped) (const char *element, gpointer user_data);
  /* Called before the end tag of @element; may append to @out. */
  void (*add_last) (const char *element, GString *out, gpointer user_data);
} MsixXmlHooks;

/* SGN_ERROR_FILE_DAMAGED if @xml is not well-formed. (transfer full) */
GBytes *sgn_msix_xml_copy (GBytes *xml,
                           const MsixXmlHooks *hooks,
                           gpointer user_data,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
