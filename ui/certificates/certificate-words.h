/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"
#include "ui/base/look.h"

/* What a certificate is worth at @now: "Valid for another 101 days". (transfer full) */
char *sgn_certificate_dup_status (SgnCertificate *self, gint64 now);
SgnLook sgn_certificate_get_status_look (SgnCertificate *self, gint64 now);
/* Name and place. (transfer full) */
char *sgn_certificate_dup_holder (SgnCertificate *self);
/* What the file of a certificate is called and holds: PEM when @name says so, else DER. (transfer
 * full) */
char *sgn_certificate_dup_file_name (SgnCertificate *self);
GBytes *sgn_certificate_export (SgnCertificate *self, const char *name); /* (transfer full) */
