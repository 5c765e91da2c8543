/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-format"

/* Recognises UEFI variables: payloads with an authentication descriptor as sbvarsign and
 * sign-efi-sig-list write them (.auth), and plain signature lists (.esl). */

#include "config.h"

#include <string.h>

#include "core/base/checked.h"
#include "core/base/reader.h"
#include "core/format/foreign-signature.h"

/* Sizes and values of the UEFI Specification 2.10, 8.2.1 (authenticated variables) and 32.4.1
 * (signature lists). */
#define GUID_SIZE     16
#define HEADER_SIZE   40              /* EFI_TIME, WIN_CERTIFICATE, CertType */
#define ENTRY_SIZE    (8 + GUID_SIZE) /* WIN_CERTIFICATE with CertType */
#define REVISION      0x0200
#define TYPE_EFI_GUID 0x0ef1
#define LIST_SIZE     28 /* EFI_SIGNATURE_LIST without its signatures */

/* EFI_CERT_TYPE_PKCS7_GUID; the first three groups of a GUID are little-endian in files. */
static const guint8 pkcs7[GUID_SIZE] = { 0x9d, 0xd2, 0xaf, 0x4a, 0xdf, 0x68, 0xee, 0x49,
                                         0x8a, 0xa9, 0x34, 0x7d, 0x37, 0x56, 0x65, 0xa7 };

/* EFI_CERT_X509_GUID, EFI_CERT_SHA256_GUID, EFI_CERT_X509_SHA256_GUID */
static const guint8 lists[][GUID_SIZE] = {
  { 0xa1,
    0x59,
    0xc0,
    0xa5,
    0xe4,
    0x94,
    0xa7,
    0x4a,
    0x87,
    0xb5,
    0xab,
    0x15,
    0x5c,
    0x2b,
    0xf0,
    0x72 },
  { 0x26,
    0x16,
    0xc4,
    0xc1,
    0x4c,
    0x50,
    0x92,
    0x40,
    0xac,
    0xa9,
    0x41,
    0xf9,
    0x36,
    0x93,
    0x43,
    0x28 },
  { 0x92,
    0xa4,
    0xd2,
    0x3b,
    0xc0,
    0x96,
    0x79,
    0x40,
    0xb4,
    0x20,
    0xfc,
    0xf9,
    0x8e,
    0xf1,
    0x03,
    0xed },
};

/* EFI_TIME. Pad1, Nanosecond, TimeZone, Daylight and Pad2 must be zero. */
static gboolean
is_time (const guint8 *time)
{
  /* Month, day, hour, minute, second. All zero is usual: tools write it to get the same bytes
   * each time. */
  return time[2] <= 12 && time[3] <= 31 && time[4] < 24 && time[5] < 60 && time[6] < 60 &&
         sgn_is_zero (&time[7], 9);
}

static gboolean
is_authenticated (const guint8 *header, guint64 file_size)
{
  guint32 size;
  guint16 revision, type;
  SgnReader reader;

  sgn_reader_init (&reader, header, HEADER_SIZE);
  return is_time (header) && sgn_reader_skip (&reader, 16, NULL) &&
         sgn_reader_u32 (&reader, &size, NULL) && sgn_reader_u16 (&reader, &revision, NULL) &&
         sgn_reader_u16 (&reader, &type, NULL) && revision == REVISION && type == TYPE_EFI_GUID &&
         memcmp (&header[HEADER_SIZE - GUID_SIZE], pkcs7, GUID_SIZE) == 0 && size > ENTRY_SIZE &&
         sgn_range_fits (HEADER_SIZE - ENTRY_SIZE, size, file_size);
}

static gboolean
is_list (const guint8 *header, guint64 file_size)
{
  guint32 size;
  SgnReader reader;

  sgn_reader_init (&reader, header, HEADER_SIZE);
  /* SignatureType, then SignatureListSize. */
  if (!sgn_reader_skip (&reader, GUID_SIZE, NULL) || !sgn_reader_u32 (&reader, &size, NULL) ||
      size < LIST_SIZE || size > file_size)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (memcmp (header, lists[i], GUID_SIZE) == 0)
      return TRUE;
  return FALSE;
}

SgnForeignSignature
sgn_foreign_look_in_variable (SgnInput *input)
{
  guint8 header[HEADER_SIZE];

  if (!sgn_input_read (input, 0, header, sizeof header, NULL))
    return SGN_FOREIGN_UNKNOWN;
  if (is_authenticated (header, sgn_input_get_size (input)))
    return SGN_FOREIGN_SIGNED;
  return is_list (header, sgn_input_get_size (input)) ? SGN_FOREIGN_UNSIGNED : SGN_FOREIGN_UNKNOWN;
}
