/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"

/* What is typed into the form of a request. */
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

/* Is everything there that is needed? */
gboolean sgn_request_form_is_complete (const SgnRequestForm *form);
/* What is wrong with what is there, one sentence; NULL: nothing. (transfer full) */
char *sgn_request_form_dup_fault (const SgnRequestForm *form);
/* Ids and values for sgn_name_new. (transfer full) */
char **sgn_request_form_get_parts (const SgnRequestForm *form);
/* What the key is called at first: "Example GmbH.key"; on a token, the request: "Example GmbH.csr".
 * (transfer full) */
char *sgn_request_form_dup_file_name (const SgnRequestForm *form);

/* The value of a part of a certificate's name, by the id of its field; "" where there is none.
 * (transfer full) */
char *sgn_request_dup_part (SgnCertificate *certificate, const char *id);
/* The country of this computer's locale, "DE"; "" when it is not known. */
const char *sgn_request_get_country (void);
