/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <openssl/objects.h>
#include <openssl/provider.h>
#include <string.h>

#include "core/base/openssl.h"
#include "tests/core/identity/read/source-fixture.h"

static void
test_pfx (SourceFixture *f, gconstpointer key_type)
{
  test_write_pfx (f->path, f->leaf, f->chain, &(TestPfxSpec){ .password = "secret" });
  source_assert_opens (f, "secret", FALSE, 1);
}

static void
test_pfx_ciphers (SourceFixture *f, gconstpointer unused)
{
  const int ciphers[] = { NID_aes_128_cbc,
                          NID_aes_256_cbc,
                          NID_des_ede3_cbc,
                          NID_pbe_WithSHA1And40BitRC2_CBC,
                          NID_pbe_WithSHA1And128BitRC2_CBC,
                          NID_pbe_WithSHA1And3_Key_TripleDES_CBC,
                          NID_pbe_WithSHA1And128BitRC4 };

  for (gsize i = 0; i < G_N_ELEMENTS (ciphers); i++) {
    for (guint no_mac = 0; no_mac < 2; no_mac++) {
      const TestPfxSpec spec = { .password = "secret", .cipher = ciphers[i], .no_mac = no_mac };

      test_write_pfx (f->path, f->leaf, f->chain, &spec);
      source_assert_opens (f, "secret", FALSE, 1);
      source_assert_fails (f, "wrong", FALSE, SGN_ERROR_PFX_PASSWORD);
    }
  }
  g_assert_false (OSSL_PROVIDER_available (NULL, "legacy"));
}

static void
test_pfx_no_password (SourceFixture *f, gconstpointer unused)
{
  const char *const passwords[] = { NULL, "" };
  const int ciphers[] = { NID_aes_256_cbc, NID_pbe_WithSHA1And40BitRC2_CBC };

  for (gsize i = 0; i < G_N_ELEMENTS (passwords); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (ciphers); j++) {
      for (guint no_mac = 0; no_mac < 2; no_mac++) {
        const TestPfxSpec spec = { .password = passwords[i],
                                   .cipher = ciphers[j],
                                   .no_mac = no_mac };

        test_write_pfx (f->path, f->leaf, f->chain, &spec);
        source_assert_opens (f, NULL, FALSE, 1);
      }
    }
  }
}

static void
test_pfx_plain (SourceFixture *f, gconstpointer unused)
{
  test_write_pfx (f->path,
                  f->leaf,
                  f->chain,
                  &(TestPfxSpec){ .no_encryption = TRUE, .no_mac = TRUE });
  source_assert_opens (f, NULL, FALSE, 1);
}

static void
test_pfx_non_ascii (SourceFixture *f, gconstpointer unused)
{
  const char *const passwords[] = { "Grüße", "Grüße€", "пароль", "🔑" };
  const int ciphers[] = { NID_aes_256_cbc, NID_pbe_WithSHA1And3_Key_TripleDES_CBC };

  for (gsize i = 0; i < G_N_ELEMENTS (passwords); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (ciphers); j++) {
      for (guint raw = 0; raw < 2; raw++) {
        const TestPfxSpec spec = { .password = passwords[i], .cipher = ciphers[j], .raw = raw };

        test_write_pfx (f->path, f->leaf, f->chain, &spec);
        source_assert_opens (f, passwords[i], FALSE, 1);
        source_assert_fails (f, "Grusse", FALSE, SGN_ERROR_PFX_PASSWORD);
      }
    }
  }
}

static void
test_pfx_iterations (SourceFixture *f, gconstpointer unused)
{
  test_write_pfx (f->path,
                  f->leaf,
                  f->chain,
                  &(TestPfxSpec){ .password = "secret", .iterations = 600000 });
  source_assert_opens (f, "secret", FALSE, 1);
}

static void
test_pfx_truncated (SourceFixture *f, gconstpointer unused)
{
  g_autofree char *data = NULL;
  gsize size;

  test_write_pfx (f->path, f->leaf, NULL, &(TestPfxSpec){ .password = "secret" });
  g_assert_true (g_file_get_contents (f->path, &data, &size, NULL));
  for (gsize cut = 8; cut < size; cut += 37) {
    g_assert_true (g_file_set_contents (f->path, data, (gssize) cut, NULL));
    source_assert_fails (f, "secret", FALSE, SGN_ERROR_PFX_DAMAGED);
  }
}

/* Whatever is wrong inside, it is one of our errors and nothing crashes. */
static void
test_pfx_flipped (SourceFixture *f, gconstpointer unused)
{
  g_autofree char *data = NULL;
  gsize size;

  test_write_pfx (f->path, f->leaf, NULL, &(TestPfxSpec){ .no_encryption = TRUE, .no_mac = TRUE });
  g_assert_true (g_file_get_contents (f->path, &data, &size, NULL));
  for (gsize i = 0; i < size; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SgnIdentity) identity = NULL;

    data[i] = (char) (data[i] ^ 0x11);
    g_assert_true (g_file_set_contents (f->path, data, (gssize) size, NULL));
    data[i] = (char) (data[i] ^ 0x11);
    identity = source_open (f, NULL, FALSE, &error);
    g_assert_true (identity != NULL || error->domain == SGN_ERROR);
  }
}

static void
test_pfx_cipher (SourceFixture *f, gconstpointer unused)
{
  const guint8 aes[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01 };
  g_autofree char *data = NULL;
  gsize size;
  guint replaced = 0;

  test_write_pfx (f->path, f->leaf, NULL, &(TestPfxSpec){ .password = "secret", .no_mac = TRUE });
  g_assert_true (g_file_get_contents (f->path, &data, &size, NULL));
  for (gsize i = 0; i + sizeof aes < size; i++) {
    if (memcmp (data + i, aes, sizeof aes) != 0)
      continue;
    data[i + sizeof aes] = 0x7d; /* an AES mode that does not exist */
    replaced++;
  }
  g_assert_cmpuint (replaced, >, 0);
  g_assert_true (g_file_set_contents (f->path, data, (gssize) size, NULL));
  source_assert_fails (f, "secret", FALSE, SGN_ERROR_PFX_CIPHER);
}

/* A count that would keep us busy for hours is refused before it is begun. */
static void
test_pfx_endless (SourceFixture *f, gconstpointer unused)
{
  const guint8 wanted[] = { 0x02, 0x03, 0x01, 0x00, 0x00 };
  const guint8 endless[] = { 0x02, 0x03, 0x7f, 0xff, 0xff };

  for (guint no_mac = 0; no_mac < 2; no_mac++) {
    const TestPfxSpec spec = { .password = "secret", .iterations = 0x10000, .no_mac = no_mac };
    g_autofree char *data = NULL;
    gsize size;
    guint replaced = 0;

    test_write_pfx (f->path, f->leaf, NULL, &spec);
    g_assert_true (g_file_get_contents (f->path, &data, &size, NULL));
    for (gsize i = 0; i + sizeof wanted <= size; i++) {
      if (memcmp (data + i, wanted, sizeof wanted) != 0)
        continue;
      memcpy (data + i, endless, sizeof endless);
      replaced++;
    }
    g_assert_cmpuint (replaced, >, 0);
    g_assert_true (g_file_set_contents (f->path, data, (gssize) size, NULL));
    source_assert_fails (f, "secret", FALSE, SGN_ERROR_PFX_DAMAGED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, key, func)                                                                       \
  g_test_add ("/source/" name, SourceFixture, key, source_set_up, func, source_tear_down)
  ADD ("pfx/p256", "ec-p256", test_pfx);
  ADD ("pfx/p384", "ec-p384", test_pfx);
  ADD ("pfx/p521", "ec-p521", test_pfx);
  ADD ("pfx/rsa", "rsa-2048", test_pfx);
  ADD ("pfx/ciphers", NULL, test_pfx_ciphers);
  ADD ("pfx/no-password", NULL, test_pfx_no_password);
  ADD ("pfx/plain", NULL, test_pfx_plain);
  ADD ("pfx/non-ascii", NULL, test_pfx_non_ascii);
  ADD ("pfx/iterations", NULL, test_pfx_iterations);
  ADD ("pfx/truncated", NULL, test_pfx_truncated);
  ADD ("pfx/flipped", NULL, test_pfx_flipped);
  ADD ("pfx/cipher", NULL, test_pfx_cipher);
  ADD ("pfx/endless", NULL, test_pfx_endless);
  return g_test_run ();
}
