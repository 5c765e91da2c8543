/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust/windows/disallowed.h"
#include "core/trust/windows/root-list.h"

/* Windows' trust lists, written as text. */

/* The properties of a root as Microsoft's lists encode them, separated by spaces:
 *
 *   9=code,stamp     usages: code, stamp, server, client, mail, ocsp, none (the placeholder); "9=":
 * an empty list 104=2021-08-01   a date; "104=": present but empty 122=code         usages that 104
 * is for; likewise 126 and 127 84=              any other number: an empty SEQUENCE -98 without the
 * SHA-256 of the certificate; 98=wrong: of another one !104 !9          a value that cannot be read
 *   oid              an attribute that is no property */
typedef struct {
  SgnCertificate *certificate;
  const char *properties; /* (nullable): the root is not on the list */
} ListedSpec;

/* (transfer full) */
SgnRootList *list_spec_roots (const ListedSpec *specs, guint count);

/* A list of one identifier, such as "md5" (of the key), "sha256" (of TBSCertificate), of
 * @certificate. (transfer full) */
SgnDisallowed *list_spec_disallowed (SgnCertificate *certificate, const char *hash);

/* "2021-08-01" or "2021-07-31T23:59:59" as seconds since the Unix epoch. */
gint64 list_spec_time (const char *text);
