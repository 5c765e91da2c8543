/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* A web server on the loopback, in a thread of its own, that hands out bytes by path. Whatever
 * fails aborts the test. */
typedef struct _TestWebServer TestWebServer;

typedef struct {
  guint status;         /* default: 200 */
  GBytes *content;      /* (nullable) */
  const char *location; /* (nullable): where to go instead */
  gboolean silent;      /* the connection is accepted, and nothing comes */
} TestWebPage;

TestWebServer *test_web_server_start (void); /* (transfer full) */
void test_web_server_stop (TestWebServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestWebServer, test_web_server_stop)

/* What is answered at @path, instead of status 404; a copy is kept. */
void test_web_server_set (TestWebServer *self, const char *path, const TestWebPage *page);
void test_web_server_put (TestWebServer *self, const char *path, GBytes *content);
/* (transfer full) */
char *test_web_server_get_uri (TestWebServer *self, const char *path);
/* how often anything was asked for */
guint test_web_server_get_count (TestWebServer *self);
