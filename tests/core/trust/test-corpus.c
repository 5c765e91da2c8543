/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/base/openssl.h"
#include "core/format/format.h"
#include "core/identity/read/key-format.h"
#include "core/trust/chain-builder.h"

/* Chains of real files; SIGNET_CORPUS names the folder. */

typedef struct {
  SgnKeyMaterial *material;
  SgnCertificate *signer;
} Signed;

static void
signed_clear (Signed *self)
{
  sgn_key_material_free (self->material);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signed, signed_clear)

static char *
find_file (const char *name)
{
  const char *corpus = g_getenv ("SIGNET_CORPUS");
  g_autofree char *path = g_build_filename (corpus != NULL ? corpus : "", name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static GPtrArray *
read_signatures (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnInput) input = sgn_input_new_for_file (file, &error);
  const SgnFormat *format;
  GPtrArray *signatures;
  gpointer self;

  g_assert_no_error (error);
  format = sgn_format_detect (input);
  g_assert_nonnull (format);
  self = format->open (input, &error);
  g_assert_no_error (error);
  signatures = format->get_signatures (self, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (signatures->len, >, 0);
  format->close (self);
  return signatures;
}

static void
read_signed (const char *path, Signed *ret)
{
  g_autoptr (GPtrArray) signatures = read_signatures (path);
  gsize size;
  const guint8 *data = g_bytes_get_data (signatures->pdata[0], &size);
  const unsigned char *end = data;
  g_autoptr (PKCS7) cms = d2i_PKCS7 (NULL, &end, (long) size);
  STACK_OF (X509) * signers;
  GPtrArray *list;

  g_assert_nonnull (cms);
  ret->material = sgn_key_material_new ();
  g_assert_true (sgn_key_material_add_pkcs7 (ret->material, data, size, NULL));
  signers = PKCS7_get0_signers (cms, NULL, 0);
  g_assert_cmpint (sk_X509_num (signers), ==, 1);
  list = ret->material->certificates;
  for (guint i = 0; i < list->len; i++) {
    X509 *x509 = sgn_certificate_get_x509 (list->pdata[i]);

    if (X509_cmp (x509, sk_X509_value (signers, 0)) == 0)
      ret->signer = list->pdata[i];
  }
  sk_X509_free (signers);
  g_assert_nonnull (ret->signer);
}

static void
test_curveball (void)
{
  g_autofree char *path = find_file ("pe-valid/7z1900-ecdsa-p384-cve-2020-0601-curveball.exe");
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  g_autoptr (SgnChain) chain = NULL;
  g_auto (Signed) file = { 0 };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (path == NULL) {
    g_test_skip ("no corpus");
    return;
  }
  read_signed (path, &file);
  sgn_anchors_add_system (anchors, NULL);
  chain = sgn_chain_build (anchors,
                           file.signer,
                           file.material->certificates,
                           SGN_PURPOSE_CODE_SIGNING,
                           now);
  g_assert_cmpint (chain->status, ==, SGN_CHAIN_EXPLICIT_CURVE);
}

static void
test_own_root (gconstpointer name)
{
  g_autofree char *path = find_file (name);
  g_autofree char *root = find_file ("certs/corpus-test-root.pem");
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  g_autoptr (SgnChain) chain = NULL;
  g_autoptr (SgnChain) without = NULL;
  g_autoptr (GFile) file = NULL;
  g_auto (Signed) content = { 0 };

  if (path == NULL || root == NULL) {
    g_test_skip ("no corpus");
    return;
  }
  read_signed (path, &content);
  without = sgn_chain_build (anchors,
                             content.signer,
                             content.material->certificates,
                             SGN_PURPOSE_CODE_SIGNING,
                             sgn_certificate_get_not_before (content.signer));
  g_assert_cmpint (without->status, !=, SGN_CHAIN_TRUSTED);
  file = g_file_new_for_path (root);
  g_assert_true (sgn_anchors_add_path (anchors, file, NULL));
  chain = sgn_chain_build (anchors,
                           content.signer,
                           content.material->certificates,
                           SGN_PURPOSE_CODE_SIGNING,
                           sgn_certificate_get_not_before (content.signer));
  g_assert_cmpint (chain->status, ==, SGN_CHAIN_TRUSTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/corpus/curveball", test_curveball);
  g_test_add_data_func ("/corpus/rsa",
                        "made/hello32-rsa2048-sha1-pagehash-sha1.exe",
                        test_own_root);
  g_test_add_data_func ("/corpus/p256", "made/hello64-ecdsa-p256-sha256.exe", test_own_root);
  g_test_add_data_func ("/corpus/p384",
                        "made/hello64-ecdsa-p384-sha384-pagehash.exe",
                        test_own_root);
  return g_test_run ();
}
