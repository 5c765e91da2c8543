/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/catalog.h"
#include "core/base/oid.h"
#include "tests/support/samples.h"

#define NOON 1778765405

static void
add_file (SgnCatalogWriter *writer, guint number)
{
  g_autoptr (GPtrArray) properties = sgn_catalog_properties_new ();
  g_autofree char *name = g_strdup_printf ("file%u.sys", number);
  g_autoptr (GBytes) octets = g_bytes_new (&number, sizeof number);
  g_autoptr (GBytes) sha256 = sgn_hash_bytes (SGN_HASH_SHA256, octets);
  g_autoptr (GBytes) sha1 = sgn_hash_bytes (SGN_HASH_SHA1, octets);

  sgn_catalog_properties_add (properties, "File", name);
  sgn_catalog_writer_add_file (writer,
                               number % 2 == 0 ? SGN_CATALOG_PE : SGN_CATALOG_FLAT,
                               sha256,
                               number % 3 == 0 ? NULL : sha1,
                               properties);
}

static GBytes *
build (guint n_files)
{
  g_autoptr (SgnCatalogWriter) writer = sgn_catalog_writer_new ();
  g_autoptr (GBytes) list = NULL;

  sgn_catalog_writer_add_property (writer, "OSAttr", "2:10.0");
  for (guint i = 0; i < n_files; i++)
    add_file (writer, i);
  list = sgn_catalog_writer_finish (writer, NOON);
  return sgn_catalog_wrap (list);
}

/* The same list inside of a list of certificates, as Windows' are: no catalog, signed alike. */
static GBytes *
build_other_list (void)
{
  static const SgnCtlHeader header = { .usage = "1.3.6.1.4.1.311.10.3.9",
                                       .algorithm = "1.3.14.3.2.26",
                                       .time = NOON };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) list = sgn_ctl_encode (&header, none, none);

  return sgn_catalog_wrap (list);
}

static GBytes *
append (GBytes *bytes, const char *text)
{
  GByteArray *file = g_bytes_unref_to_array (bytes);

  g_byte_array_append (file, (const guint8 *) text, (guint) strlen (text));
  return g_byte_array_free_to_bytes (file);
}

static void
add (GPtrArray *samples, const char *name, GBytes *bytes)
{
  SgnSample *sample = sgn_samples_add (samples, "cat", name, bytes);

  /* All that stands before the list: types and lengths. */
  sample->excluded[0].length = 64;
  sample->is_signature = TRUE;
}

void
sgn_samples_add_cat (GPtrArray *samples)
{
  SgnSample *trailing;

  add (samples, "files", build (7));
  add (samples, "one", build (1));
  add (samples, "empty", build (0));
  add (samples, "certificates", build_other_list ());
  trailing = sgn_samples_add (samples, "cat", "trailing", append (build (2), "PK"));
  trailing->signable = FALSE;
}
