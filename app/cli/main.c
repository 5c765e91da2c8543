/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "app/cli/commands/run.h"
#include "app/cli/console/command.h"
#include "app/cli/console/console.h"
#include "core/base/descriptors.h"
#include "core/base/text.h"
#include "core/net/http.h"
#include "core/token/module/gate.h"

static const SgnCommand *const commands[] = {
  &sgn_command_sign,    &sgn_command_verify,           &sgn_command_timestamp,
  &sgn_command_remove,  &sgn_command_extract,          &sgn_command_attach,
  &sgn_command_formats, &sgn_command_certificate,      &sgn_command_request,
  &sgn_command_join,    &sgn_command_test_certificate, &sgn_command_convert,
  &sgn_command_catalog, &sgn_command_history,          &sgn_command_tokens,
  &sgn_command_trust,
};

static void
init_language (void)
{
  const char *folder = g_getenv ("SIGNET_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
print_help (void)
{
  g_print (_ ("Usage: signet-cli COMMAND [OPTION…] FILE…\n"));
  g_print ("\n%s\n\n%s\n", _ ("Sign and check Windows files."), _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-16s  %s\n", commands[i]->name, _ (commands[i]->summary));
  g_print ("\n%s\n", _ ("“signet-cli COMMAND --help” describes the options of a command."));
}

static const SgnCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i]->name, name))
      return commands[i];
  return NULL;
}

int
main (int argc, char **argv)
{
  const SgnCommand *command;
  SgnExit status;

  sgn_descriptors_fill ();
  sgn_tokens_init ();
  sgn_http_init ();
  init_language ();
  sgn_console_init ();
  g_set_prgname ("signet-cli");
  if (argc < 2) {
    g_printerr ("%s\n", _ ("A command is needed, such as “verify”. See “signet-cli --help”."));
    return SGN_EXIT_USAGE;
  }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")) {
    print_help ();
    return SGN_EXIT_GOOD;
  }
  if (g_str_equal (argv[1], "--version")) {
    g_print ("signet-cli %s\n", VERSION);
    return SGN_EXIT_GOOD;
  }
  command = find_command (argv[1]);
  if (command == NULL) {
    g_autofree char *name = sgn_text_display (argv[1]);

    g_printerr (_ ("There is no command “%s”. See “signet-cli --help”.\n"), name);
    return SGN_EXIT_USAGE;
  }
  status = command->run (argc - 1, argv + 1);
  sgn_run_end ();
  return (int) status;
}
