/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"

/* The entries in the form of a request. */
typedef struct {
  const char *organization;
  const char *locality;
  const char *state;
  const char *country;
  const char *name; /* "": the organization */
  const char *department;
  const char *email;
  const char *password;
  const char *again;
  gboolean on_token; /* which needs no password */
} SgnRequestForm;

/* Whether all required entries are filled in. */
gboolean sgn_request_form_is_complete (const SgnRequestForm *form);
/* One sentence about an invalid entry; NULL if all are valid. (transfer full) */
char *sgn_request_form_dup_fault (const SgnRequestForm *form);
/* Ids and values for sgn_name_new. (transfer full) */
char **sgn_request_form_get_parts (const SgnRequestForm *form);
/* The suggested file name of the key: "Example GmbH.key"; for a key on a token, that of the
 * request: "Example GmbH.csr". (transfer full) */
char *sgn_request_form_dup_file_name (const SgnRequestForm *form);

/* The value of a part of a certificate's name, by the id of its field; "" if there is none.
 * (transfer full) */
char *sgn_request_dup_part (SgnCertificate *certificate, const char *id);
/* The country of this computer's locale, "DE"; "" when it is not known. */
const char *sgn_request_get_country (void);
