/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Copies XML with some of it changed. Each hook is (nullable). */
typedef struct {
  /* Another value for an attribute of @element; NULL: as it is. (transfer full) */
  char *(*get_value) (const char *element,
                      const char **names,
                      const char **values,
                      const char *attribute,
                      gpointer user_data);
  /* Whether @element and what is in it are left out. */
  gboolean (*is_dropped) (const char *element, gpointer user_data);
  /* Before the end of @element; what is written to @out stands there then. */
  void (*add_last) (const char *element, GString *out, gpointer user_data);
} MsixXmlHooks;

/* SGN_ERROR_FILE_DAMAGED when it is no XML. (transfer full) */
GBytes *
sgn_msix_xml_copy (GBytes *xml, const MsixXmlHooks *hooks, gpointer user_data, GError **error);
