/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

#include "core/base/hash.h"

/* Selects the signed attributes in addition to contentType and messageDigest. */
typedef enum {
  SGN_CMS_AUTHENTICODE, /* opus info, statement type, no signing time */
  SGN_CMS_CADES,        /* signing time, signing certificate v2, commitment "proof of origin" */
  SGN_CMS_TIMED,        /* signing time */
  SGN_CMS_PLAIN,        /* none */
} SgnCmsProfile;

typedef struct {
  SgnHash hash;
  SgnCmsProfile profile;
  const char *program_name; /* (nullable) */
  const char *program_url;  /* (nullable) */
  gboolean detached;        /* the content is not embedded */
  guint sequence_number;    /* 0: none; n for the n-th nested signature, as in SignTool */
} SgnCmsOptions;
