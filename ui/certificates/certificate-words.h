/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"
#include "ui/base/look.h"

/* The state of a certificate at @now: "Valid for another 101 days". (transfer full) */
char *sgn_certificate_dup_status (SgnCertificate *self, gint64 now);
SgnLook sgn_certificate_get_status_look (SgnCertificate *self, gint64 now);
/* Name and place. (transfer full) */
char *sgn_certificate_dup_holder (SgnCertificate *self);
/* Name and contents of a file for a certificate: PEM when @name says so, else DER. (transfer full)
 */
char *sgn_certificate_dup_file_name (SgnCertificate *self);
GBytes *sgn_certificate_export (SgnCertificate *self, const char *name); /* (transfer full) */
