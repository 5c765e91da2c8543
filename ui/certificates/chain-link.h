/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/report/report.h"
#include "ui/base/look.h"

/* One certificate of a chain as it is shown. */
typedef struct {
  SgnCertificate *certificate; /* NULL: missing */
  char *role;                  /* "Publisher" */
  char *name;
  char *note;       /* "until 3 March 2027" */
  const char *mark; /* what is to be said of it, "Trusted"; NULL: nothing */
  SgnLook look;
} SgnChainLink;

/* What the certificate at the begin of a chain is for. */
typedef enum {
  SGN_LEAF_PUBLISHER,
  SGN_LEAF_TIMESTAMP,
} SgnLeaf;

/* The leaf first; a missing issuer is a link as well. Of SgnChainLink. (transfer full) */
GPtrArray *sgn_chain_links_new (const SgnChain *chain, SgnLeaf leaf);
/* The same for a certificate about whose chain nothing is known. (transfer full) */
GPtrArray *sgn_chain_links_new_for_certificate (SgnCertificate *certificate, SgnLeaf leaf);
/* All of it in one line, for assistive tools. (transfer full) */
char *sgn_chain_link_describe (const SgnChainLink *self);
