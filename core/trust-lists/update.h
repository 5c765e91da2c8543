/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust-lists/list.h"

/* Where Windows fetches its lists. Plain HTTP is enough, because every list is signed and every
 * certificate is compared with a list. */
#define SGN_TRUST_UPDATE_BASE                                                                      \
  "http://ctldl.windowsupdate.com/msdownload/update/v3/static/trustedr/en/"

/* What an update did. */
typedef struct {
  gboolean changed[SGN_N_TRUST_LISTS]; /* a newer list was fetched */
  gint64 dates[SGN_N_TRUST_LISTS];     /* of the lists fetched, seconds since the Unix epoch */
  guint n_certificates;                /* fetched */
  guint n_missing;                     /* certificates of roots that the server does not have */
} SgnTrustUpdate;

/* Fetches both lists and the certificates of their roots that are not known yet into @folder.
 * Everything is fetched and checked before the first file is written, and each file is replaced as
 * a whole; after an error nothing has changed. @base: NULL for Windows Update. Errors: NETWORK,
 * LIST_REFUSED (also for a list that is older than the one in @folder), those of
 * sgn_trust_list_read(), WRITE_FAILED, G_IO_ERROR_CANCELLED. Blocks. */
gboolean sgn_trust_update (const char *folder,
                           const char *base,
                           SgnTrustUpdate *ret,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
