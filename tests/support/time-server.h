/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* support/tsa.py, running. Whatever fails aborts the test. */
typedef struct {
  GSubprocess *process;
  char *folder; /* has root.pem and log */
  guint port;
  guint tls_port;
} TestTimeServer;

TestTimeServer *test_time_server_start (void); /* (transfer full) */
void test_time_server_stop (TestTimeServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestTimeServer, test_time_server_stop)

/* The address that behaves in the way called @path ("ok", "wrong-nonce"). (transfer full) */
char *test_time_server_get_uri (TestTimeServer *self, const char *path);
char *test_time_server_get_tls_uri (TestTimeServer *self, const char *path);
/* The file of the authority that vouches for the stamps and for HTTPS. (transfer full) */
char *test_time_server_get_root (TestTimeServer *self);
