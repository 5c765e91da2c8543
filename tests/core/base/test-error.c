/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-error"

#include "config.h"

#include "core/base/error.h"

#include <errno.h>
#include <gio/gio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <string.h>

#include "core/base/finding.h"

static void
assert_word (GHashTable *seen, const char *word)
{
  g_assert_nonnull (word);
  g_assert_cmpuint (strspn (word, "abcdefghijklmnopqrstuvwxyz-"), ==, strlen (word));
  g_assert_true (g_hash_table_add (seen, (gpointer) word));
}

static void
test_ids (void)
{
  g_autoptr (GHashTable) errors = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) findings = g_hash_table_new (g_str_hash, g_str_equal);

  for (SgnError code = 0; code < SGN_N_ERRORS; code++)
    assert_word (errors, sgn_error_code_to_id (code));
  for (SgnFindingCode code = 0; code < SGN_N_FINDINGS; code++)
    assert_word (findings, sgn_finding_code_to_id (code));
  g_assert_cmpstr (sgn_error_code_to_id (SGN_ERROR_PFX_PASSWORD), ==, "pfx-password");
  g_assert_cmpstr (sgn_finding_code_to_id (SGN_FINDING_HASH_MIX), ==, "hash-mix");
}

static void
test_openssl (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) empty = NULL;

  ERR_clear_error ();
  ERR_raise (ERR_LIB_EVP, EVP_R_BAD_DECRYPT);
  ERR_raise (ERR_LIB_EVP, EVP_R_DECODE_ERROR);
  sgn_error_set_openssl (&error, SGN_ERROR_PFX_DAMAGED, "reading");
  g_assert_error (error, SGN_ERROR, SGN_ERROR_PFX_DAMAGED);
  g_assert_cmpstr (error->message, ==, "reading: bad decrypt");
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
  sgn_error_set_openssl (&empty, SGN_ERROR_FAILED, "reading");
  g_assert_cmpstr (empty->message, ==, "reading");
}

static void
test_openssl_system (void)
{
  g_autoptr (GError) error = NULL;

  ERR_clear_error ();
  ERR_raise (ERR_LIB_SYS, ENOENT);
  sgn_error_set_openssl (&error, SGN_ERROR_FAILED, "reading");
  g_assert_true (g_str_has_suffix (error->message, g_strerror (ENOENT)));
}

static void
assert_taken (SgnError fallback, GQuark domain, int code, GQuark want_domain, int want_code)
{
  g_autoptr (GError) error = NULL;

  sgn_error_take_io (&error, fallback, g_error_new_literal (domain, code, "why"));
  g_assert_error (error, want_domain, want_code);
  g_assert_cmpstr (error->message, ==, "why");
}

static void
test_take_io (void)
{
  GQuark io = G_IO_ERROR;
  GQuark file = G_FILE_ERROR;
  GQuark own = SGN_ERROR;

  assert_taken (SGN_ERROR_NETWORK, io, G_IO_ERROR_CANCELLED, io, G_IO_ERROR_CANCELLED);
  assert_taken (SGN_ERROR_NETWORK, own, SGN_ERROR_TS_REFUSED, own, SGN_ERROR_TS_REFUSED);
  assert_taken (SGN_ERROR_NETWORK, io, G_IO_ERROR_TIMED_OUT, own, SGN_ERROR_NETWORK);
  assert_taken (SGN_ERROR_WRITE_FAILED, io, G_IO_ERROR_NO_SPACE, own, SGN_ERROR_WRITE_FAILED);
  assert_taken (SGN_ERROR_WRITE_FAILED, io, G_IO_ERROR_READ_ONLY, own, SGN_ERROR_FILE_READONLY);
  assert_taken (SGN_ERROR_WRITE_FAILED, file, G_FILE_ERROR_ACCES, own, SGN_ERROR_FILE_READONLY);
  assert_taken (SGN_ERROR_FILE_UNREADABLE,
                io,
                G_IO_ERROR_PERMISSION_DENIED,
                own,
                SGN_ERROR_FILE_UNREADABLE);
}

static void
assert_errno (int number, SgnError expected)
{
  g_autoptr (GError) error = NULL;

  sgn_error_set_errno (&error, SGN_ERROR_WRITE_FAILED, number, "a.exe");
  g_assert_error (error, SGN_ERROR, (int) expected);
  g_assert_true (g_str_has_prefix (error->message, "a.exe: "));
  g_assert_true (g_str_has_suffix (error->message, g_strerror (number)));
}

static void
test_errno (void)
{
  assert_errno (EACCES, SGN_ERROR_FILE_READONLY);
  assert_errno (EPERM, SGN_ERROR_FILE_READONLY);
  assert_errno (EROFS, SGN_ERROR_FILE_READONLY);
  assert_errno (ENOSPC, SGN_ERROR_WRITE_FAILED);
  assert_errno (EDQUOT, SGN_ERROR_WRITE_FAILED);
  assert_errno (EIO, SGN_ERROR_WRITE_FAILED);
}

static void
test_findings (void)
{
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  char detail[] = "1.2.3";
  const SgnFinding *finding;

  sgn_findings_add (findings, SGN_FINDING_CHECKSUM, SGN_SEVERITY_NOTE, 0, 0, NULL);
  sgn_findings_add (findings,
                    SGN_FINDING_UNSIGNED_ATTRIBUTE,
                    SGN_SEVERITY_ADDED,
                    G_MAXUINT64,
                    7,
                    detail);
  detail[0] = 'x';
  g_assert_cmpuint (findings->len, ==, 2);
  finding = findings->pdata[1];
  g_assert_cmpint (finding->code, ==, SGN_FINDING_UNSIGNED_ATTRIBUTE);
  g_assert_cmpint (finding->severity, ==, SGN_SEVERITY_ADDED);
  g_assert_cmpuint (finding->offset, ==, G_MAXUINT64);
  g_assert_cmpuint (finding->size, ==, 7);
  g_assert_cmpstr (finding->detail, ==, "1.2.3");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/ids", test_ids);
  g_test_add_func ("/error/openssl", test_openssl);
  g_test_add_func ("/error/openssl-system", test_openssl_system);
  g_test_add_func ("/error/take-io", test_take_io);
  g_test_add_func ("/error/errno", test_errno);
  g_test_add_func ("/finding/add", test_findings);
  return g_test_run ();
}
