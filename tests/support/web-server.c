/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/support/web-server.h"

#include <libsoup/soup.h>

struct _TestWebServer {
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server;
  GMutex lock;
  GHashTable *pages; /* path to TestWebPage */
  guint port;
  guint n_asked;
};

static void
page_free (gpointer data)
{
  TestWebPage *page = data;

  g_clear_pointer (&page->content, g_bytes_unref);
  g_free ((gpointer) page->location);
  g_free (page);
}

static void
answer (const TestWebPage *page, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gsize size = 0;
  const char *content = page->content != NULL ? g_bytes_get_data (page->content, &size) : "";

  soup_server_message_set_status (message, page->status != 0 ? page->status : 200, NULL);
  if (page->location != NULL)
    soup_message_headers_replace (headers, "Location", page->location);
  soup_server_message_set_response (message,
                                    "application/octet-stream",
                                    SOUP_MEMORY_COPY,
                                    content,
                                    size);
}

static void
on_asked (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer data)
{
  TestWebServer *self = data;
  const TestWebPage *page;

  g_mutex_lock (&self->lock);
  self->n_asked++;
  page = g_hash_table_lookup (self->pages, path);
  if (page == NULL)
    soup_server_message_set_status (message, 404, NULL);
  else if (page->silent)
    soup_server_message_pause (message);
  else
    answer (page, message);
  g_mutex_unlock (&self->lock);
}

static gpointer
serve (gpointer data)
{
  TestWebServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  /* Connections that are closing end here, with their last callbacks. */
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static void
listen (TestWebServer *self)
{
  GError *error = NULL;
  GSList *uris;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_asked, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->port = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

TestWebServer *
test_web_server_start (void)
{
  TestWebServer *self = g_new0 (TestWebServer, 1);

  g_mutex_init (&self->lock);
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, page_free);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  listen (self);
  g_main_context_pop_thread_default (self->context);
  self->thread = g_thread_new ("server", serve, self);
  return self;
}

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* From within: a loop that has not begun cannot be ended. */
void
test_web_server_stop (TestWebServer *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, quit, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (self->thread);
  g_object_unref (self->server);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_hash_table_unref (self->pages);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
test_web_server_set (TestWebServer *self, const char *path, const TestWebPage *page)
{
  TestWebPage *copy = g_memdup2 (page, sizeof *page);

  copy->location = g_strdup (page->location);
  if (copy->content != NULL)
    g_bytes_ref (copy->content);
  g_mutex_lock (&self->lock);
  g_hash_table_replace (self->pages, g_strdup (path), copy);
  g_mutex_unlock (&self->lock);
}

void
test_web_server_put (TestWebServer *self, const char *path, GBytes *content)
{
  test_web_server_set (self, path, &(TestWebPage){ .content = content });
}

char *
test_web_server_get_uri (TestWebServer *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

guint
test_web_server_get_count (TestWebServer *self)
{
  guint count;

  g_mutex_lock (&self->lock);
  count = self->n_asked;
  g_mutex_unlock (&self->lock);
  return count;
}
