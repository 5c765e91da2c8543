/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-catalog"

/* Names of Windows versions: those of Inf2Cat, those people use, and the two forms in which
 * catalogs contain them. */

#include "config.h"

#include "core/catalog/os.h"

#include <string.h>

/* The platform in OSAttr: Windows NT. */
#define PLATFORM "2:"

/* Values of the OS attribute in catalogs of drivers made for these versions. */
static const struct {
  const char *name;
  const char *plain;
  const char *version;
  const char *target;
} known[] = {
  { "XP_X86", "windowsxp-x86", "5.1", "XPX86" },
  { "XP_X64", "windowsxp-x64", "5.2", "XPX64" },
  { "Vista_X86", "windowsvista-x86", "6.0", "VistaX86" },
  { "Vista_X64", "windowsvista-x64", "6.0", "VistaX64" },
  { "7_X86", "windows7-x86", "6.1", "7X86" },
  { "7_X64", "windows7-x64", "6.1", "7X64" },
  { "8_X86", "windows8-x86", "6.2", "8X86" },
  { "8_X64", "windows8-x64", "6.2", "8X64" },
  { "8_ARM", "windows8-arm", "6.2", "8ARM" },
  { "6_3_X86", "windows8.1-x86", "6.3", "_v63" },
  { "6_3_X64", "windows8.1-x64", "6.3", "_v63_X64" },
  { "6_3_ARM", "windows8.1-arm", "6.3", "_v63_ARM" },
  { "10_X86", "windows10-x86", "10.0", "_v100" },
  { "10_X64", "windows10-x64", "10.0", "_v100_X64" },
};

static gboolean
is_version (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", -1);

  if (g_strv_length (parts) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 0, 999, NULL, NULL))
      return FALSE;
  return TRUE;
}

/* Duplicates are removed, the order is kept. */
static void
add (GPtrArray *list, const char *prefix, const char *text)
{
  g_autofree char *item = g_strconcat (prefix, text, NULL);

  if (!g_ptr_array_find_with_equal_func (list, item, g_str_equal, NULL))
    g_ptr_array_add (list, g_steal_pointer (&item));
}

static gboolean
parse_item (const char *item, GPtrArray *versions, GPtrArray *targets)
{
  const char *version = g_str_has_prefix (item, PLATFORM) ? item + strlen (PLATFORM) : item;

  /* A bare version applies to all processors, so there is no target for drivers. */
  if (is_version (version)) {
    add (versions, PLATFORM, version);
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (item, known[i].name) == 0 ||
        g_ascii_strcasecmp (item, known[i].plain) == 0) {
      add (versions, PLATFORM, known[i].version);
      add (targets, "", known[i].target);
      return TRUE;
    }
  return FALSE;
}

static char *
join (GPtrArray *list)
{
  g_ptr_array_add (list, NULL);
  return g_strjoinv (",", (char **) list->pdata);
}

gboolean
sgn_catalog_os_parse (const char *text, SgnCatalogOs *ret)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; items[i] != NULL; i++)
    if (!parse_item (g_strstrip (items[i]), versions, targets))
      return FALSE;
  if (versions->len == 0)
    return FALSE;
  ret->targets = targets->len > 0 ? join (targets) : NULL;
  ret->versions = join (versions);
  return TRUE;
}

void
sgn_catalog_os_clear (SgnCatalogOs *self)
{
  g_clear_pointer (&self->versions, g_free);
  g_clear_pointer (&self->targets, g_free);
}
