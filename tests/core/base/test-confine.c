/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-confine"

#include "config.h"

#include "core/base/confine.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each try runs in a process of its own, which gives everything up for good. */
#define ENDED_GOOD    0
#define ENDED_WRONG   1
#define ENDED_WITHOUT 77

typedef struct {
  char *folder;
  char *path;
  char *cache;
  int open; /* a file that was open for writing before */
  struct sockaddr_in listening;
} Place;

typedef gboolean (*Try) (const Place *place, SgnConfined confined);

static gboolean
is_refused (int result)
{
  return result < 0 && (errno == EACCES || errno == EXDEV);
}

static gboolean
try_writing (const Place *place, SgnConfined confined)
{
  return is_refused (open (place->path, O_WRONLY | O_CLOEXEC)) &&
         is_refused (open (place->path, O_RDWR | O_CLOEXEC)) &&
         is_refused (open (place->folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600)) &&
         is_refused (open ("/dev/null", O_WRONLY | O_CLOEXEC));
}

static gboolean
try_changing (const Place *place, SgnConfined confined)
{
  g_autofree char *other = g_build_filename (place->folder, "other", NULL);

  return is_refused (open (other, O_CREAT | O_WRONLY | O_CLOEXEC, 0600)) &&
         is_refused (g_mkdir (other, 0700)) && is_refused (unlink (place->path)) &&
         is_refused (rename (place->path, other)) && is_refused (symlink ("x", other)) &&
         is_refused (link (place->path, other)) && is_refused (mkfifo (other, 0600));
}

static gboolean
try_starting (const Place *place, SgnConfined confined)
{
  char *const argv[] = { (char *) "/bin/true", NULL };

  return is_refused (execv (argv[0], argv));
}

static gboolean
try_connecting (const Place *place, SgnConfined confined)
{
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int result = connect (fd, (const struct sockaddr *) &place->listening, sizeof place->listening);

  return confined < SGN_CONFINED_NETWORK || is_refused (result);
}

/* What checking needs. */
static gboolean
try_reading (const Place *place, SgnConfined confined)
{
  g_autofree char *text = NULL;
  g_autoptr (GDir) folder = g_dir_open (place->folder, 0, NULL);

  return folder != NULL && g_file_get_contents (place->path, &text, NULL, NULL) &&
         g_str_equal (text, "text") && pwrite (place->open, "T", 1, 0) == 1;
}

/* A process that asks may use the network and replace files below this folder, no others. */
static gboolean
try_keeping (const Place *place, SgnConfined confined)
{
  g_autofree char *kept = g_build_filename (place->cache, "kept", NULL);
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int result = connect (fd, (const struct sockaddr *) &place->listening, sizeof place->listening);

  return result == 0 && confined == SGN_CONFINED_FILES &&
         g_file_set_contents (kept, "1", -1, NULL) && g_file_set_contents (kept, "2", -1, NULL) &&
         g_unlink (kept) == 0 && try_writing (place, confined) && try_changing (place, confined) &&
         try_starting (place, confined);
}

/* Nothing in it may open a file before. */
static int
run_child (const Place *place, Try try)
{
  const char *const writable[] = { place->cache, NULL };
  SgnConfined confined = sgn_confine_to_reading (try == try_keeping ? writable : NULL);

  if (confined == SGN_CONFINED_NOT)
    return ENDED_WITHOUT;
  return try (place, confined) ? ENDED_GOOD : ENDED_WRONG;
}

static int
run (const Place *place, Try try)
{
  pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    _exit (run_child (place, try));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static int
listen_on (struct sockaddr_in *address)
{
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  socklen_t size = sizeof *address;

  address->sin_family = AF_INET;
  address->sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (bind (fd, (struct sockaddr *) address, size), ==, 0);
  g_assert_cmpint (listen (fd, 1), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) address, &size), ==, 0);
  return fd;
}

static void
test_one (gconstpointer data)
{
  Place place = { .folder = g_dir_make_tmp ("signet-XXXXXX", NULL) };
  int server = listen_on (&place.listening);
  int status;

  place.path = g_build_filename (place.folder, "file", NULL);
  place.cache = g_build_filename (place.folder, "cache", NULL);
  g_assert_true (g_file_set_contents (place.path, "text", -1, NULL));
  place.open = open (place.path, O_WRONLY | O_CLOEXEC);
  status = run (&place, *(const Try *) data);
  close (place.open);
  close (server);
  g_assert_cmpint (g_unlink (place.path), ==, 0);
  g_rmdir (place.cache);
  g_assert_cmpint (g_rmdir (place.folder), ==, 0);
  g_free (place.path);
  g_free (place.cache);
  g_free (place.folder);
  if (status == ENDED_WITHOUT)
    g_test_skip ("this kernel offers no Landlock");
  else
    g_assert_cmpint (status, ==, ENDED_GOOD);
}

int
main (int argc, char **argv)
{
  static const Try writing = try_writing;
  static const Try changing = try_changing;
  static const Try starting = try_starting;
  static const Try connecting = try_connecting;
  static const Try reading = try_reading;
  static const Try keeping = try_keeping;

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/confine/writing", &writing, test_one);
  g_test_add_data_func ("/confine/changing", &changing, test_one);
  g_test_add_data_func ("/confine/starting", &starting, test_one);
  g_test_add_data_func ("/confine/connecting", &connecting, test_one);
  g_test_add_data_func ("/confine/reading", &reading, test_one);
  g_test_add_data_func ("/confine/keeping", &keeping, test_one);
  return g_test_run ();
}
