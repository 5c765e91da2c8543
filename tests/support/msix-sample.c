/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "tests/support/msix-sample.h"
#include "config.h"

#include "tests/support/pe-sample.h"
#include "tests/support/samples.h"

#define BLOCK_SIZE 65536

static const char *
get_method (SgnHash hash)
{
  if (hash == SGN_HASH_SHA384)
    return "http://www.w3.org/2001/04/xmldsig-more#sha384";
  return hash == SGN_HASH_SHA512 ? "http://www.w3.org/2001/04/xmlenc#sha512"
                                 : "http://www.w3.org/2001/04/xmlenc#sha256";
}

static void
append_blocks (GString *map, SgnHash hash, GBytes *content)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);

  for (gsize at = 0; at < size; at += BLOCK_SIZE) {
    g_autoptr (GBytes) digest = sgn_hash_data (hash, &data[at], MIN (size - at, BLOCK_SIZE));
    g_autofree char *text = g_base64_encode (g_bytes_get_data (digest, NULL),
                                             g_bytes_get_size (digest));

    g_string_append_printf (map, "<Block Hash=\"%s\"/>", text);
  }
}

static char *
get_windows_name (const char *name)
{
  g_autofree char *decoded = g_uri_unescape_string (name, NULL);

  return g_strdelimit (g_steal_pointer (&decoded), "/", '\\');
}

static void
add_block_map (ZipSample *zip, SgnHash hash, ZipSampleFlags flags)
{
  g_autoptr (GString) map = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<BlockMap "
                                          "xmlns=\"http://schemas.microsoft.com/appx/2010/"
                                          "blockmap\" HashMethod=\"");

  g_string_append_printf (map, "%s\">", get_method (hash));
  for (guint i = 0; i < zip->entries->len; i++) {
    const ZipSampleEntry *entry = zip->entries->pdata[i];
    g_autofree char *name = get_windows_name (entry->name);

    if (g_str_has_suffix (entry->name, ".msix"))
      continue;
    g_string_append_printf (map,
                            "<File Name=\"%s\" Size=\"%" G_GSIZE_FORMAT
                            "\" LfhSize=\"%" G_GSIZE_FORMAT "\">",
                            name,
                            g_bytes_get_size (entry->content),
                            30 + strlen (entry->name));
    append_blocks (map, hash, entry->content);
    g_string_append (map, "</File>");
  }
  g_string_append (map, "</BlockMap>");
  zip_sample_add (zip, "AppxBlockMap.xml", map->str, flags);
  zip_sample_add (zip,
                  "[Content_Types].xml",
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types "
                  "xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                  "<Default Extension=\"xml\" "
                  "ContentType=\"application/vnd.ms-appx.manifest+xml\"/></Types>",
                  flags);
  zip->zip64 = TRUE;
  zip->disk = 0xffff;
}

static void
add_manifest (ZipSample *zip, const char *name, const char *publisher, ZipSampleFlags flags)
{
  g_autofree char *manifest = g_strdup_printf ("\xef\xbb\xbf<?xml version=\"1.0\" "
                                               "encoding=\"utf-8\"?><Package><Identity "
                                               "Name=\"Sample\" Publisher=\"%s\" "
                                               "Version=\"1.0.0.0\"/></Package>",
                                               publisher);

  zip_sample_add (zip, name, manifest, flags);
}

ZipSample *
msix_sample_new_around (GBytes *program, SgnHash hash, const char *publisher, ZipSampleFlags flags)
{
  ZipSample *zip = zip_sample_new ();
  g_autoptr (GBytes) picture = zip_sample_text (70);

  zip_sample_add_bytes (zip, "program.exe", program, flags);
  zip_sample_add_bytes (zip, "Assets/a%20picture.png", picture, flags | ZIP_SAMPLE_STORED);
  zip_sample_add (zip, "empty.txt", "", flags | ZIP_SAMPLE_STORED);
  add_manifest (zip, "AppxManifest.xml", publisher, flags);
  add_block_map (zip, hash, flags);
  return zip;
}

ZipSample *
msix_sample_new (SgnHash hash, const char *publisher, ZipSampleFlags flags)
{
  g_autoptr (GBytes) program = zip_sample_text (150000);

  return msix_sample_new_around (program, hash, publisher, flags);
}

ZipSample *
msix_sample_new_bundle (SgnHash hash, const char *publisher)
{
  ZipSample *zip = zip_sample_new ();
  g_autoptr (ZipSample) inner = msix_sample_new (hash, publisher, 0);
  g_autoptr (GBytes) package = zip_sample_build (inner);

  zip_sample_add_bytes (zip, "inner.msix", package, ZIP_SAMPLE_STORED);
  add_manifest (zip, "AppxMetadata/AppxBundleManifest.xml", publisher, 0);
  add_block_map (zip, hash, 0);
  return zip;
}

/* Beyond the old directory stands the entry of the signature, and more than it needs. */
static void
add (GPtrArray *samples, const char *name, ZipSample *zip)
{
  SgnSample *sample = sgn_samples_add (samples, "msix", name, zip_sample_build (zip));

  sample->excluded[0].offset = zip_sample_find_directory (sample->bytes);
  sample->excluded[0].length = g_bytes_get_size (sample->bytes);
  zip_sample_free (zip);
}

void
sgn_samples_add_msix (GPtrArray *samples)
{
  ZipSampleFlags wide = ZIP_SAMPLE_WIDE | ZIP_SAMPLE_DESCRIPTOR_WIDE;
  g_autoptr (GBytes) program = pe_sample_build (&pe_samples[0]);

  add (samples, "plain", msix_sample_new (SGN_HASH_SHA256, MSIX_SAMPLE_PUBLISHER, wide));
  add (samples, "sha384", msix_sample_new (SGN_HASH_SHA384, MSIX_SAMPLE_PUBLISHER, 0));
  add (samples,
       "sha512",
       msix_sample_new (SGN_HASH_SHA512, MSIX_SAMPLE_PUBLISHER, ZIP_SAMPLE_DESCRIPTOR));
  add (samples,
       "program",
       msix_sample_new_around (program, SGN_HASH_SHA256, MSIX_SAMPLE_PUBLISHER, 0));
  add (samples, "bundle", msix_sample_new_bundle (SGN_HASH_SHA256, MSIX_SAMPLE_PUBLISHER));
}
