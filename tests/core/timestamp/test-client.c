/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/timestamp/client.h"

#include "core/base/error.h"
#include "core/timestamp/token-check.h"
#include "tests/support/time-server.h"

static TestTimeServer *server;

/* What the client told, as one line: "ask ok fail(reject) ...". */
typedef struct {
  GString *events;
  guint longest_wait;
  GCancellable *cancel_when_waiting;
} Log;

static void
on_event (SgnTimestampEvent event,
          SgnTimestampServer *asked,
          guint seconds,
          const GError *error,
          gpointer user_data)
{
  Log *log = user_data;
  const char *id = sgn_timestamp_server_get_id (asked);

  switch (event) {
  case SGN_TIMESTAMP_WAITING:
    log->longest_wait = MAX (log->longest_wait, seconds);
    if (log->cancel_when_waiting != NULL)
      g_cancellable_cancel (log->cancel_when_waiting);
    break;
  case SGN_TIMESTAMP_ASKING:
    g_string_append_printf (log->events, "ask %s;", id);
    break;
  case SGN_TIMESTAMP_FAILED:
    g_assert_nonnull (error);
    g_string_append_printf (log->events, "fail %s;", id);
    break;
  }
}

static SgnTimestampServer *
new_server (const char *path, guint interval)
{
  g_autofree char *uri = test_time_server_get_uri (server, path);

  return sgn_timestamp_server_new (path, path, uri, interval);
}

static GPtrArray *
new_servers (const char *paths, guint interval)
{
  g_auto (GStrv) words = g_strsplit (paths, " ", -1);
  GPtrArray *servers = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; words[i] != NULL; i++)
    g_ptr_array_add (servers, new_server (words[i], interval));
  return servers;
}

static GBytes *
new_value (void)
{
  return g_bytes_new_static ("a signature value", 17);
}

static GBytes *
request_from (const char *paths, SgnHash hash, Log *log, SgnTimestampServer **used, GError **error)
{
  g_autoptr (GPtrArray) servers = new_servers (paths, 0);
  g_autoptr (GBytes) value = new_value ();
  const SgnTimestampRequest request = {
    .servers = servers,
    .hash = hash,
    .progress = log != NULL ? on_event : NULL,
    .user_data = log,
    .patience = { .seconds = g_str_has_prefix (paths, "hang") ? 2 : 30 },
  };

  return sgn_timestamp_request (value, &request, used, NULL, error);
}

static void
assert_token (GBytes *token, SgnHash hash)
{
  g_auto (SgnTimestampInfo) info = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) value = new_value ();

  g_assert_nonnull (token);
  g_assert_true (sgn_token_check (token, &info, &error));
  g_assert_no_error (error);
  g_assert_cmpint (info.hash, ==, hash);
  g_assert_true (sgn_timestamp_info_covers (&info, value));
  g_assert_cmpint (ABS (info.time - g_get_real_time () / G_USEC_PER_SEC), <, 30);
}

static void
test_taken (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTimestampServer) used = NULL;
  g_autoptr (GBytes) token = request_from (path, SGN_HASH_SHA256, NULL, &used, &error);

  g_assert_no_error (error);
  assert_token (token, SGN_HASH_SHA256);
  g_assert_cmpstr (sgn_timestamp_server_get_id (used), ==, path);
}

static void
test_hashes (void)
{
  static const SgnHash asked[] = { SGN_HASH_MD5,
                                   SGN_HASH_SHA1,
                                   SGN_HASH_SHA256,
                                   SGN_HASH_SHA384,
                                   SGN_HASH_SHA512 };

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) token = request_from ("ok", asked[i], NULL, NULL, &error);

    g_assert_no_error (error);
    assert_token (token, MAX (asked[i], SGN_HASH_SHA256));
  }
}

typedef struct {
  const char *path;
  SgnError code;
  const char *says;
} BadCase;

static const BadCase bad_cases[] = {
  { "reject", SGN_ERROR_TS_REFUSED, "status 2: " },
  { "waiting", SGN_ERROR_TS_REFUSED, "status 3" },
  { "no-token", SGN_ERROR_TS_REFUSED, "no timestamp token" },
  { "wrong-nonce", SGN_ERROR_TS_REFUSED, "another request" },
  { "no-nonce", SGN_ERROR_TS_REFUSED, "does not repeat" },
  { "wrong-imprint", SGN_ERROR_TS_REFUSED, "different data" },
  { "wrong-hash", SGN_ERROR_TS_REFUSED, "unknown hash algorithm" },
  { "other-content", SGN_ERROR_TS_REFUSED, "no timestamp token" },
  { "future", SGN_ERROR_TS_REFUSED, "more than a day" },
  { "past", SGN_ERROR_TS_REFUSED, "more than a day" },
  { "garbage", SGN_ERROR_TS_REFUSED, "cannot be read" },
  { "empty", SGN_ERROR_TS_REFUSED, "cannot be read" },
  { "cut", SGN_ERROR_TS_REFUSED, "cannot be read" },
  { "trailing", SGN_ERROR_TS_REFUSED, "cannot be read" },
  { "bare-token", SGN_ERROR_TS_REFUSED, "cannot be read" },
  { "bad-signature", SGN_ERROR_TS_REFUSED, "signature is not valid" },
  { "bad-content", SGN_ERROR_TS_REFUSED, "signature is not valid" },
  { "no-certs", SGN_ERROR_TS_REFUSED, "does not contain its certificate" },
  { "expired", SGN_ERROR_TS_UNTRUSTED, "not valid at the time" },
  { "not-yet", SGN_ERROR_TS_UNTRUSTED, "not valid at the time" },
  { "no-eku", SGN_ERROR_TS_UNTRUSTED, "not meant for time-stamping" },
  { "wrong-eku", SGN_ERROR_TS_UNTRUSTED, "not meant for time-stamping" },
  { "swapped-certificate", SGN_ERROR_TS_UNTRUSTED, "names a different certificate" },
  { "http500", SGN_ERROR_TS_BUSY, "500" },
  { "http503", SGN_ERROR_TS_BUSY, "503" },
  { "http429", SGN_ERROR_TS_BUSY, "429" },
  { "http400", SGN_ERROR_TS_REFUSED, "400" },
  { "http401", SGN_ERROR_TS_DENIED, "401" },
  { "http403", SGN_ERROR_TS_DENIED, "403" },
  { "http404", SGN_ERROR_TS_ADDRESS, "404" },
  { "http410", SGN_ERROR_TS_ADDRESS, "410" },
  { "huge", SGN_ERROR_TS_UNREACHABLE, "larger than" },
  { "endless", SGN_ERROR_TS_UNREACHABLE, "larger than" },
  { "redirect-loop", SGN_ERROR_TS_UNREACHABLE, "too often" },
  { "close", SGN_ERROR_TS_UNREACHABLE, "" },
  { "hang", SGN_ERROR_TS_UNREACHABLE, "no answer within 2 seconds" },
};

static void
test_bad (gconstpointer data)
{
  const BadCase *bad = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTimestampServer) used = NULL;

  g_assert_null (request_from (bad->path, SGN_HASH_SHA256, NULL, &used, &error));
  g_assert_null (used);
  g_test_message ("%s", error->message);
  g_assert_error (error, SGN_ERROR, (int) bad->code);
  g_assert_true (g_str_has_prefix (error->message, bad->path));
  g_assert_nonnull (strstr (error->message, bad->says));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* The words of a server are shown without the characters that turn a line around. */
static void
test_words (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (request_from ("reject", SGN_HASH_SHA256, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "badDataFormat"));
  g_assert_nonnull (strstr (error->message, "today"));
  g_assert_null (strstr (error->message, "\u202e"));
}

static void
test_policy (void)
{
  g_autoptr (GPtrArray) good = new_servers ("ok", 0);
  g_autoptr (GPtrArray) other = new_servers ("other-policy", 0);
  g_autoptr (GBytes) value = new_value ();
  SgnTimestampRequest request = { .servers = good, .policy = "1.2.3.4.2" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) token = sgn_timestamp_request (value, &request, NULL, NULL, &error);

  g_assert_no_error (error);
  assert_token (token, SGN_HASH_SHA256);
  request.policy = "1.2.3.4.5";
  g_assert_null (sgn_timestamp_request (value, &request, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_TS_REFUSED);
  g_assert_nonnull (strstr (error->message, "unacceptedPolicy"));
  g_clear_error (&error);
  request.servers = other;
  g_assert_null (sgn_timestamp_request (value, &request, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_TS_REFUSED);
  g_assert_nonnull (strstr (error->message, "different policy"));
}

static void
test_order (void)
{
  Log log = { .events = g_string_new (NULL) };
  g_autoptr (SgnTimestampServer) used = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
      token = request_from ("reject http500 ok ec", SGN_HASH_SHA256, &log, &used, &error);

  g_assert_no_error (error);
  assert_token (token, SGN_HASH_SHA256);
  g_assert_cmpstr (sgn_timestamp_server_get_id (used), ==, "ok");
  g_assert_cmpstr (log.events->str, ==, "ask reject;fail reject;ask http500;fail http500;ask ok;");
  g_string_free (log.events, TRUE);
}

/* The last server's reason is the one that is told. */
static void
test_all_fail (void)
{
  Log log = { .events = g_string_new (NULL) };
  g_autoptr (GError) error = NULL;

  g_assert_null (request_from ("http500 no-eku", SGN_HASH_SHA256, &log, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_TS_UNTRUSTED);
  g_assert_cmpstr (log.events->str, ==, "ask http500;fail http500;ask no-eku;fail no-eku;");
  g_string_free (log.events, TRUE);
}

/* The others are asked at once; who was busy or cut the connection gets a second chance. */
static void
test_again (void)
{
  Log log = { .events = g_string_new (NULL) };
  g_autoptr (GPtrArray) servers = new_servers ("busy-once reject cut-once", 0);
  g_autoptr (GBytes) value = new_value ();
  const SgnTimestampRequest request = { .servers = servers,
                                        .progress = on_event,
                                        .user_data = &log,
                                        .patience = { .retries = 1, .pause = -1 } };
  g_autoptr (SgnTimestampServer) used = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) token = sgn_timestamp_request (value, &request, &used, NULL, &error);

  g_assert_no_error (error);
  assert_token (token, SGN_HASH_SHA256);
  g_assert_cmpstr (sgn_timestamp_server_get_id (used), ==, "busy-once");
  g_assert_cmpstr (log.events->str,
                   ==,
                   "ask busy-once;fail busy-once;ask reject;fail reject;"
                   "ask cut-once;fail cut-once;ask busy-once;");
  g_string_free (log.events, TRUE);
}

static void
test_cut_connection (void)
{
  g_autoptr (GPtrArray) servers = new_servers ("close-once", 0);
  g_autoptr (GBytes) value = new_value ();
  const SgnTimestampRequest request = { .servers = servers,
                                        .patience = { .retries = 1, .pause = -1 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) token = sgn_timestamp_request (value, &request, NULL, NULL, &error);

  g_assert_no_error (error);
  assert_token (token, SGN_HASH_SHA256);
}

/* The server says for how long; that is not waited out, only begun. */
static void
test_retry_after (void)
{
  Log log = { .events = g_string_new (NULL) };
  g_autoptr (GPtrArray) servers = new_servers ("later", 0);
  g_autoptr (GBytes) value = new_value ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const SgnTimestampRequest request = { .servers = servers,
                                        .progress = on_event,
                                        .user_data = &log,
                                        .patience = { .retries = 1 } };
  g_autoptr (GError) error = NULL;

  log.cancel_when_waiting = cancellable;
  g_assert_null (sgn_timestamp_request (value, &request, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (log.longest_wait, ==, 7);
  g_string_free (log.events, TRUE);
}

/* What one file has waited for in vain, the next one does not ask. */
static void
test_memory (void)
{
  Log log = { .events = g_string_new (NULL) };
  g_autoptr (GPtrArray) servers = new_servers ("hang ok", 0);
  g_autoptr (GBytes) value = new_value ();
  g_autoptr (SgnTimestampMemory) memory = sgn_timestamp_memory_new ();
  const SgnTimestampRequest request = { .servers = servers,
                                        .progress = on_event,
                                        .user_data = &log,
                                        .patience = { .seconds = 2 },
                                        .memory = memory };

  for (guint i = 0; i < 3; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) token = sgn_timestamp_request (value, &request, NULL, NULL, &error);

    g_assert_no_error (error);
    assert_token (token, SGN_HASH_SHA256);
  }
  g_assert_cmpstr (log.events->str,
                   ==,
                   "ask hang;fail hang;ask ok;fail hang;ask ok;fail hang;ask ok;");
  g_string_free (log.events, TRUE);
}

static void
test_no_servers (void)
{
  g_autoptr (GPtrArray) none = new_servers ("", 0);
  g_autoptr (GBytes) value = new_value ();
  SgnTimestampRequest request = { .servers = none };
  g_autoptr (GError) error = NULL;

  g_ptr_array_set_size (none, 0);
  g_assert_null (sgn_timestamp_request (value, &request, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_TS_UNREACHABLE);
}

static void
test_tls (void)
{
  g_autofree char *root = test_time_server_get_root (server);
  g_autofree char *uri = test_time_server_get_tls_uri (server, "ok");
  g_autoptr (GPtrArray) servers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (root, NULL);
  g_autoptr (GBytes) value = new_value ();
  SgnTimestampRequest request = { .servers = servers, .tls_database = database };
  g_autoptr (GBytes) token = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (servers, sgn_timestamp_server_new ("tls", NULL, uri, 0));
  token = sgn_timestamp_request (value, &request, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_token (token, SGN_HASH_SHA256);
}

static void
test_interval (void)
{
  Log log = { .events = g_string_new (NULL) };
  g_autoptr (GPtrArray) servers = new_servers ("ok", 1);
  g_autoptr (GBytes) value = new_value ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const SgnTimestampRequest request = { .servers = servers,
                                        .progress = on_event,
                                        .user_data = &log };
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GBytes) token = sgn_timestamp_request (value, &request, NULL, NULL, &error);

    g_assert_no_error (error);
    assert_token (token, SGN_HASH_SHA256);
  }
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC);
  g_assert_cmpuint (log.longest_wait, ==, 1);
  log.cancel_when_waiting = cancellable;
  g_assert_null (sgn_timestamp_request (value, &request, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (log.events->str, ==, "ask ok;ask ok;");
  g_string_free (log.events, TRUE);
}

static void
add_bad_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++) {
    g_autofree char *name = g_strdup_printf ("/client/bad/%s", bad_cases[i].path);

    g_test_add_data_func (name, &bad_cases[i], test_bad);
  }
}

static void
add_good_cases (void)
{
  static const char *const paths[] = { "ok",          "granted-with-mods", "chunked", "redirect",
                                       "ec",          "redirect301",       "rsa",     "redirect302",
                                       "pss",         "redirect308",       "no-ess",  "other-type",
                                       "not-critical" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autofree char *name = g_strdup_printf ("/client/good/%s", paths[i]);

    g_test_add_data_func (name, paths[i], test_taken);
  }
}

int
main (int argc, char **argv)
{
  g_autofree char *runtime = g_dir_make_tmp ("signet-pace-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE); /* other programs stand in no queue of ours */
  g_test_init (&argc, &argv, NULL);
  server = test_time_server_start ();
  add_good_cases ();
  add_bad_cases ();
  g_test_add_func ("/client/hashes", test_hashes);
  g_test_add_func ("/client/words", test_words);
  g_test_add_func ("/client/policy", test_policy);
  g_test_add_func ("/client/order", test_order);
  g_test_add_func ("/client/all-fail", test_all_fail);
  g_test_add_func ("/client/again", test_again);
  g_test_add_func ("/client/cut-connection", test_cut_connection);
  g_test_add_func ("/client/retry-after", test_retry_after);
  g_test_add_func ("/client/memory", test_memory);
  g_test_add_func ("/client/no-servers", test_no_servers);
  g_test_add_func ("/client/tls", test_tls);
  g_test_add_func ("/client/interval", test_interval);
  status = g_test_run ();
  test_time_server_stop (server);
  return status;
}
