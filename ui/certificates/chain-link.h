/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/report/report.h"
#include "ui/base/look.h"

/* One certificate of a chain, as displayed. */
typedef struct {
  SgnCertificate *certificate; /* NULL: missing */
  char *role;                  /* "Publisher" */
  char *name;
  char *note;       /* "until 3 March 2027" */
  const char *mark; /* its state, such as "Trusted"; NULL: none */
  SgnLook look;
} SgnChainLink;

/* The role of the certificate at the start of a chain. */
typedef enum {
  SGN_LEAF_PUBLISHER,
  SGN_LEAF_TIMESTAMP,
} SgnLeaf;

/* The links from the leaf on, of SgnChainLink; a missing issuer is a link, too. (transfer full) */
GPtrArray *sgn_chain_links_new (const SgnChain *chain, SgnLeaf leaf);
/* The same for a certificate whose chain is unknown. (transfer full) */
GPtrArray *sgn_chain_links_new_for_certificate (SgnCertificate *certificate, SgnLeaf leaf);
/* All of it in one line, for assistive tools. (transfer full) */
char *sgn_chain_link_describe (const SgnChainLink *self);
