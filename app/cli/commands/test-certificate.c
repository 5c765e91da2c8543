/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "app/cli/console/command.h"
#include "app/cli/console/output.h"
#include "app/cli/console/password.h"
#include "app/cli/options/options.h"
#include "app/cli/options/pass.h"
#include "core/base/text.h"
#include "core/identity/make/create.h"
#include "core/words/phrases.h"

#define DEFAULT_DAYS 365

static struct {
  char *name;
  int days;
  char *output;
  char *root;
  gboolean force;
  char **files;
} options = { .days = DEFAULT_DAYS };

static const GOptionEntry entries[] = {
  { "name",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.name,
    N_ ("Name of the publisher in the certificate"),
    N_ ("NAME") },
  { "days", 0, 0, G_OPTION_ARG_INT, &options.days, N_ ("Validity in days (default: 365)"), "N" },
  { "output", 0, 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The new PFX file"), N_ ("FILE") },
  { "root",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.root,
    N_ ("File for the root certificate (default: next to --output, “-root.cer”)"),
    N_ ("FILE") },
  { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, N_ ("Replace files that exist"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files, NULL, NULL },
  { NULL },
};

static const char *
check_options (void)
{
  if (options.files != NULL)
    return _ ("This command does not take a file.");
  if (options.name == NULL || options.output == NULL)
    return _ ("--name and --output are needed.");
  if (options.days < 1)
    return _ ("--days needs a number of at least 1.");
  return sgn_pass_options_check ();
}

static void
choose_root (void)
{
  g_autofree char *stem = NULL;
  char *dot;

  if (options.root != NULL)
    return;
  stem = g_strdup (options.output);
  dot = strrchr (stem, '.');
  if (dot != NULL && strchr (dot, '/') == NULL)
    *dot = '\0';
  options.root = g_strconcat (stem, "-root.cer", NULL);
}

static gboolean
check_places (GError **error)
{
  g_autoptr (SgnPlaces) places = sgn_places_new ();
  g_autoptr (GFile) pfx = sgn_options_to_file (options.output);
  g_autoptr (GFile) root = sgn_options_to_file (options.root);

  sgn_pass_options_add_places (places);
  sgn_places_write (places, pfx, NULL);
  sgn_places_write (places, root, NULL);
  return sgn_places_check (places, error);
}

static gboolean
create (const char *name, GError **error)
{
  g_autoptr (GFile) pfx = sgn_options_to_file (options.output);
  g_autoptr (GFile) root = sgn_options_to_file (options.root);
  char *password = sgn_pass_options_get_new (options.output, error);
  const SgnTestIdentity identity = {
    .name = name,
    .days = (guint) options.days,
    .password = password,
    .pfx = pfx,
    .root = root,
    .overwrite = options.force,
  };
  gboolean created;

  if (password == NULL)
    return FALSE;
  created = sgn_identity_create_test (&identity, error);
  sgn_password_free (password);
  return created;
}

static SgnExit
run (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_test_certificate;
  const GOptionEntry *const groups[] = { entries, sgn_pass_options_get_entries (), NULL };
  g_autofree char *explanation = NULL;
  g_autofree char *name = NULL;
  g_autofree char *output = NULL;
  g_autofree char *root = NULL;
  g_autoptr (GError) error = NULL;
  const char *complaint;

  if (!sgn_options_parse (self, NULL, groups, argc, argv))
    return SGN_EXIT_USAGE;
  complaint = check_options ();
  if (complaint != NULL)
    return sgn_options_complain (self, complaint);
  name = sgn_options_to_utf8 (options.name);
  if (!sgn_identity_check_test (name != NULL ? name : "", (guint) options.days, &error))
    return sgn_options_complain (self, error->message);
  choose_root ();
  if (!check_places (&error))
    return sgn_options_complain (self, error->message);
  if (!create (name, &error))
    return sgn_options_fail (self, error);
  output = sgn_text_display (options.output);
  root = sgn_text_display (options.root);
  explanation = sgn_phrase_test_certificate (options.root);
  g_print (_ ("%s contains the test certificate with its key, %s its root certificate.\n\n%s\n"),
           output,
           root,
           explanation);
  return sgn_output_finish (SGN_EXIT_GOOD);
}

const SgnCommand sgn_command_test_certificate = {
  .name = "test-certificate",
  .summary = N_ ("Make a test certificate that nobody else trusts"),
  .run = run,
};
