/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/format/sip-kinds.h"
#include "core/format/subject.h"
#include "tests/support/samples.h"

static GBytes *
replace_guid (GBytes *content, const guint8 *guid)
{
  g_auto (SgnSpcIndirectData) data = { 0 };
  SgnSpcSipInfo info = { .version = 1 };
  g_autoptr (GBytes) value = NULL;

  g_assert_true (sgn_spc_indirect_data_parse (content, &data, NULL));
  memcpy (info.guid, guid, sizeof info.guid);
  value = sgn_spc_sip_info_encode (&info);
  return sgn_spc_indirect_data_encode (SGN_OID_SPC_SIP_INFO, value, data.hash, data.digest);
}

static gboolean
holds (GBytes *file, GBytes *content)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnSubject) subject = sgn_subject_open (input, NULL);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_auto (SgnContentResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  subject->format->verify_content (subject->self, content, &result, findings, NULL, &error);
  g_assert_no_error (error);
  return result.matches;
}

static void
assert_refused (GBytes *file, GBytes *content)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnSubject) subject = sgn_subject_open (input, NULL);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_auto (SgnContentResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (
      subject->format->verify_content (subject->self, content, &result, findings, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FAILED);
}

/* Packages of Microsoft carry whatever stood in memory there, and the content decides. */
static void
test_any_guid (void)
{
  static const guint8 guids[][16] = { { 0 }, { 0x5a, 0xa5, 0x11 }, "stood in memory" };
  GBytes *file = sgn_sample_get_plain ("navx");
  g_autoptr (GBytes) content = sgn_sample_create_content (file);
  g_autoptr (GByteArray) other = g_byte_array_new ();
  g_autoptr (GBytes) changed = NULL;

  g_byte_array_append (other, g_bytes_get_data (file, NULL), (guint) g_bytes_get_size (file));
  other->data[100] ^= 1;
  changed = g_bytes_new (other->data, other->len);
  for (guint i = 0; i < G_N_ELEMENTS (guids); i++) {
    g_autoptr (GBytes) with_guid = replace_guid (content, guids[i]);

    g_assert_true (holds (file, with_guid));
    g_assert_false (holds (changed, with_guid));
  }
}

/* The digest may be that of another file, whose kind the signature says. */
static void
test_other_guid (void)
{
  GBytes *file = sgn_sample_get_plain ("navx");
  static const char *const others[] = { "msi", "wim", "script" };
  static const guint8 package[] = SGN_SIP_GUID_APPX;
  static const guint8 flat[] = SGN_SIP_GUID_FLAT;
  g_autoptr (GBytes) content = sgn_sample_create_content (file);
  g_autoptr (GBytes) with_package = replace_guid (content, package);
  g_autoptr (GBytes) with_flat = replace_guid (content, flat);

  assert_refused (file, with_package);
  assert_refused (file, with_flat);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (GBytes) theirs = NULL;
    g_autoptr (GBytes) with_guid = NULL;
    g_auto (SgnSpcIndirectData) data = { 0 };
    SgnSpcSipInfo info;

    sgn_samples_set_file_name (g_str_equal (others[i], "script") ? "a.ps1" : NULL);
    theirs = sgn_sample_create_content (sgn_sample_get_plain (others[i]));
    sgn_samples_set_file_name (NULL);
    g_assert_true (sgn_spc_indirect_data_parse (theirs, &data, NULL));
    g_assert_true (sgn_spc_sip_info_parse (data.value, &info, NULL));
    with_guid = replace_guid (content, info.guid);
    assert_refused (file, with_guid);
  }
}

/* As other signing programs write it. */
static void
test_own_guid (void)
{
  static const guint8 guid[] = { 0x12, 0x34, 0x12, 0x34, 0xf8, 0x04, 0x00, 0x00,
                                 0x78, 0x1d, 0x12, 0x34, 0x12, 0x34, 0x12, 0x34 };
  g_autoptr (GBytes) content = sgn_sample_create_content (sgn_sample_get_plain ("navx"));
  g_autoptr (GBytes) expected = replace_guid (content, guid);

  g_assert_true (g_bytes_equal (content, expected));
}

static void
assert_damaged (const char *head, gsize size)
{
  g_autoptr (GBytes) file = g_bytes_new (head, size);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_subject_open (input, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
}

/* The octets of a runtime package are not part of the size that its header tells. */
static void
test_runtime_cut (void)
{
  static const char
      head[48] = "NAVX\x28\0\0\0\x02\0\0\0................\x01\0\0\0\0\0\0\0NAVX.NEA\1";

  assert_damaged (head, sizeof head);
  assert_damaged (head, sizeof head - 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/navx/any-guid", test_any_guid);
  g_test_add_func ("/navx/other-guid", test_other_guid);
  g_test_add_func ("/navx/own-guid", test_own_guid);
  g_test_add_func ("/navx/runtime-cut", test_runtime_cut);
  return g_test_run ();
}
