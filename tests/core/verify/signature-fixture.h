/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "core/verify/signature.h"
#include "tests/support/test-ca.h"

/* What a signature is made over, in a kind of file that says whatever the test wants. */

#define SIGNATURE_TYPE "1.2.3.4" /* the content type of that kind of file */

typedef struct {
  TestCert *root;
  TestCert *leaf;
  SgnAnchors *anchors;
  SgnFormat format;
  SgnSubject subject;
  SgnVerifyOptions options;
  SgnVerifyContext context;
  GError *error;              /* of the last look() */
  SgnSignatureReport *report; /* its result */

  /* What the kind of file answers. */
  const char *beside;      /* (nullable): the content outside the signature, or the other file */
  SgnContentResult result; /* of the comparison, given away with it */
  SgnFindingCode found;    /* with it; 0: nothing */
  GError *refusal;         /* (nullable): instead of it, given away with it */
  GBytes *compared;        /* (nullable): the content that was to be compared */
} SignatureFixture;

/* A signature; everything may stay 0 or NULL. */
typedef struct {
  const char *type;       /* of the content; default: data */
  const char *inside;     /* the content that it carries */
  const char *over;       /* what it is made over; default: @inside */
  gboolean no_attributes; /* the content itself is signed */
  gboolean broken;        /* the value is that of another content */
  gboolean unknown_hash;  /* the digest algorithm is one of the future */
  gboolean dated;         /* with all the attributes of CAdES */
} SignatureSpec;

void signature_set_up (SignatureFixture *f, gconstpointer unused);
void signature_tear_down (SignatureFixture *f, gconstpointer unused);

GBytes *signature_text (const char *text); /* (nullable) like @text (transfer full) */
GBytes *signature_make (SignatureFixture *f, const SignatureSpec *spec); /* (transfer full) */
/* The report on that signature; @outer (nullable) is the content of the one around it. */
const SgnSignatureReport *
signature_look (SignatureFixture *f, const SignatureSpec *spec, const char *outer);
void signature_assert_check (const SgnSignatureReport *report,
                             SgnCheckId id,
                             SgnCheckStatus status,
                             SgnReason reason);
