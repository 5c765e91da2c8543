/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/options/pass.h"

#include <stdlib.h>

#include <glib/gi18n.h>

#include "app/cli/console/password.h"
#include "app/cli/console/prompt.h"
#include "app/cli/console/terminal.h"
#include "app/cli/options/token.h"
#include "core/base/error.h"

static SgnPasswordSource present = { .descriptor = -1 };
static SgnPasswordSource coming = { .descriptor = -1 };

static const GOptionEntry entries[] = {
  { "pass-file",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &present.file,
    N_ ("Read the password from this file, “-” for standard input"),
    N_ ("FILE") },
  { "pass-env",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &present.environment,
    N_ ("Take the password from this environment variable"),
    N_ ("NAME") },
  { "pass-fd",
    0,
    0,
    G_OPTION_ARG_INT,
    &present.descriptor,
    N_ ("Read the password from this open file descriptor"),
    N_ ("N") },
  { NULL },
};

static const GOptionEntry new_entries[] = {
  { "new-pass-file",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &coming.file,
    N_ ("Read a different password for the new file from this file"),
    N_ ("FILE") },
  { "new-pass-env",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &coming.environment,
    N_ ("Take a different password for the new file from this environment variable"),
    N_ ("NAME") },
  { "new-pass-fd",
    0,
    0,
    G_OPTION_ARG_INT,
    &coming.descriptor,
    N_ ("Read a different password for the new file from this open file descriptor"),
    N_ ("N") },
  { NULL },
};

const GOptionEntry *
sgn_pass_options_get_entries (void)
{
  return entries;
}

const GOptionEntry *
sgn_pass_options_get_new_entries (void)
{
  return new_entries;
}

static guint
count (const SgnPasswordSource *source)
{
  return (source->file != NULL) + (source->environment != NULL) + (source->descriptor >= 0);
}

const char *
sgn_pass_options_check (void)
{
  if (count (&present) > 1)
    return _ ("Only one of --pass-file, --pass-env and --pass-fd can be given.");
  if (count (&coming) > 1)
    return _ ("Only one of --new-pass-file, --new-pass-env and --new-pass-fd can be given.");
  return NULL;
}

static void
add_place (SgnPlaces *places, const SgnPasswordSource *source)
{
  if (g_strcmp0 (source->file, "-") != 0)
    sgn_places_read (places, source->file);
}

void
sgn_pass_options_add_places (SgnPlaces *places)
{
  add_place (places, &present);
  add_place (places, &coming);
}

/* Read in advance, because a descriptor can only be read once but the password may be needed
 * twice. */
static char *kept_password;

void
sgn_pass_options_forget (void)
{
  g_clear_pointer (&kept_password, sgn_password_free);
}

static const char *
read_present (GError **error)
{
  if (kept_password == NULL) {
    kept_password = sgn_password_read (&present, error);
    atexit (sgn_pass_options_forget);
  }
  return kept_password;
}

gboolean
sgn_pass_options_open (GTlsInteraction **ret, GError **error)
{
  const char *password;

  sgn_password_protect ();
  if (count (&present) == 0) {
    *ret = sgn_prompt_new_for_terminal ();
    return TRUE;
  }
  password = read_present (error);
  if (password == NULL)
    return FALSE;
  *ret = sgn_prompt_new_for_password (password, sgn_token_options_allow_last_try ());
  return TRUE;
}

static char *
ask_twice (const char *title, GError **error)
{
  g_autofree char *question = g_strdup_printf (_ ("New password for %s: "), title);
  char *first = sgn_terminal_ask (question, error);
  char *second = first != NULL ? sgn_terminal_ask (_ ("Repeat the password: "), error) : NULL;
  gboolean same = second != NULL && g_str_equal (first, second);

  if (second != NULL && !same)
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_PASSWORD_NEEDED,
                         _ ("the two passwords differ"));
  sgn_password_free (second);
  if (same)
    return first;
  sgn_password_free (first);
  return NULL;
}

char *
sgn_pass_options_get_new (const char *title, GError **error)
{
  sgn_password_protect ();
  if (count (&coming) > 0)
    return sgn_password_read (&coming, error);
  if (count (&present) > 0)
    return g_strdup (read_present (error));
  if (sgn_terminal_is_there ())
    return ask_twice (title, error);
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_PASSWORD_NEEDED,
                       _ ("the private key needs a password"));
  return NULL;
}
