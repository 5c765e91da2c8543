/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <errno.h>

#include "core/asn1/der.h"
#include "core/base/oid.h"
#include "core/cms/signed-data.h"
#include "core/format/subject.h"

/* write-parts cms|timestamp FOLDER FILE...: the signatures of signed files, or their timestamp
 * tokens, bare and as the answer of a server, each as a file named by its digest. */

typedef struct {
  const char *folder;
  gboolean tokens;
} Target;

static void
write_part (const Target *target, GBytes *part)
{
  g_autofree char *name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, part);
  g_autofree char *path = g_build_filename (target->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path,
                            g_bytes_get_data (part, NULL),
                            (gssize) g_bytes_get_size (part),
                            &error))
    g_printerr ("%s\n", error->message);
}

static void
write_attribute (const Target *target, SgnSignedData *signed_data, const char *oid)
{
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (signed_data);
  const SgnAttribute *attribute = sgn_signer_info_get_unsigned (signer, oid);

  for (guint i = 0; attribute != NULL && i < attribute->values->len; i++) {
    GBytes *token = attribute->values->pdata[i];
    g_autoptr (GBytes) response = NULL;

    response = sgn_der_wrap (0x30,
                             sgn_der_wrap (0x30, sgn_der_encode_uint (0), NULL),
                             g_bytes_ref (token),
                             NULL);
    write_part (target, token);
    write_part (target, response);
  }
}

static void
write_signature (const Target *target, GBytes *der)
{
  g_autoptr (SgnSignedData) signed_data = sgn_signed_data_parse (der, NULL);

  if (!target->tokens) {
    write_part (target, der);
  } else if (signed_data != NULL) {
    write_attribute (target, signed_data, SGN_OID_MS_RFC3161);
    write_attribute (target, signed_data, SGN_OID_TIMESTAMP_TOKEN);
  }
}

/* What cannot be read has no parts: the files are damaged on purpose. */
static void
write_parts (const Target *target, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (SgnInput) input = sgn_input_new_for_file (file, NULL);
  g_autoptr (SgnSubject) subject = input != NULL ? sgn_subject_open (input, NULL) : NULL;
  g_autoptr (GPtrArray) signatures = NULL;

  if (subject != NULL)
    signatures = subject->format->get_signatures (subject->self, NULL);
  for (guint i = 0; signatures != NULL && i < signatures->len; i++)
    write_signature (target, signatures->pdata[i]);
}

int
main (int argc, char **argv)
{
  Target target;

  if (argc < 3) {
    g_printerr ("usage: write-parts cms|timestamp FOLDER FILE...\n");
    return 2;
  }
  target.tokens = g_str_equal (argv[1], "timestamp");
  target.folder = argv[2];
  if (g_mkdir_with_parents (target.folder, 0700) != 0) {
    g_printerr ("%s: %s\n", target.folder, g_strerror (errno));
    return 1;
  }
  for (int i = 3; i < argc; i++)
    write_parts (&target, argv[i]);
  return 0;
}
