/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/console/command.h"
#include "app/cli/console/output.h"
#include "app/cli/options/options.h"
#include "app/cli/options/trust.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/trust-lists/update.h"
#include "core/words/phrases.h"

#define DAY (24 * 60 * 60)

static struct {
  char *url;
  gboolean json;
  char **arguments;
} options;

static const GOptionEntry entries[] = {
  { "url",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.url,
    N_ ("Fetch the lists from this address instead of Windows Update"),
    N_ ("BASE") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print one JSON object"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.arguments, NULL, NULL },
  { NULL },
};

/* How many roots count for @rule at @time. */
static guint
count_roots (SgnRootList *list, guint rule, gint64 time)
{
  const SgnListedRoot *roots = sgn_root_list_get_roots (list);
  guint count = 0;

  for (guint i = 0; i < sgn_root_list_get_size (list); i++)
    if (roots[i].rules[rule].allowed && time < roots[i].rules[rule].disabled_from)
      count++;
  return count;
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Age in whole days. */
static guint
get_age (gint64 date)
{
  return (guint) (MAX (get_now () - date, 0) / DAY);
}

static const char *
get_title (SgnTrustListKind kind)
{
  return kind == SGN_TRUST_LIST_ROOTS ? _ ("Windows’ list of trusted roots")
                                      : _ ("Microsoft’s list of disallowed certificates");
}

static char *
describe_origin (const SgnListState *state)
{
  g_autofree char *since = sgn_phrase_date_time (state->since);

  switch (state->origin) {
  case SGN_LIST_FETCHED:
    return g_strdup_printf (_ ("downloaded on %s"), since);
  case SGN_LIST_GIVEN:
    return g_strdup (_ ("from the file given"));
  case SGN_LIST_ABSENT:
  case SGN_LIST_BUILTIN:
  case SGN_N_LIST_ORIGINS:
  default:
    return g_strdup (_ ("part of Signet"));
  }
}

static void
print_list (SgnTrustListKind kind, gint64 date, const SgnListState *state)
{
  g_autofree char *day = sgn_phrase_date (date);
  g_autofree char *origin = describe_origin (state);
  guint age = get_age (date);

  g_print ("%s\n", get_title (kind));
  g_print (g_dngettext (GETTEXT_PACKAGE,
                        "  Edition of %s, %u day old\n",
                        "  Edition of %s, %u days old\n",
                        age),
           day,
           age);
  g_print ("  %s\n", origin);
}

static void
print_text (SgnTrustStore *store)
{
  g_autofree char *folder = sgn_text_display (store->folder);
  guint signing = count_roots (store->roots, SGN_PURPOSE_CODE_SIGNING, get_now ());
  guint stamping = count_roots (store->roots, SGN_PURPOSE_TIME_STAMPING, get_now ());

  print_list (SGN_TRUST_LIST_ROOTS,
              sgn_root_list_get_date (store->roots),
              &store->states[SGN_TRUST_LIST_ROOTS]);
  g_print (_ ("  Trusted today for programs: %u, for timestamps: %u\n"), signing, stamping);
  if (store->disallowed != NULL) {
    print_list (SGN_TRUST_LIST_DISALLOWED,
                sgn_disallowed_get_date (store->disallowed),
                &store->states[SGN_TRUST_LIST_DISALLOWED]);
    g_print (_ ("  Entries: %u\n"), sgn_disallowed_get_size (store->disallowed));
  } else {
    g_print ("%s\n", _ ("Microsoft’s list of disallowed certificates was not downloaded yet."));
  }
  g_print (_ ("Downloaded lists are in %s\n"), folder);
}

static void
begin_list (JsonBuilder *builder,
            SgnTrustListKind kind,
            gint64 date,
            GBytes *sequence,
            const SgnListState *state)
{
  json_builder_set_member_name (builder, sgn_trust_list_kind_to_id (kind));
  json_builder_begin_object (builder);
  sgn_json_add_string (builder, "origin", sgn_list_origin_to_id (state->origin));
  sgn_json_add_time (builder, "date", date);
  sgn_json_add_int (builder, "age_days", get_age (date));
  sgn_json_add_hex (builder, "sequence", sequence);
  if (state->origin == SGN_LIST_FETCHED)
    sgn_json_add_time (builder, "fetched_at", state->since);
}

static void
add_disallowed (JsonBuilder *builder, SgnTrustStore *store)
{
  if (store->disallowed == NULL) {
    json_builder_set_member_name (builder, "disallowed");
    json_builder_add_null_value (builder);
    return;
  }
  begin_list (builder,
              SGN_TRUST_LIST_DISALLOWED,
              sgn_disallowed_get_date (store->disallowed),
              sgn_disallowed_get_sequence (store->disallowed),
              &store->states[SGN_TRUST_LIST_DISALLOWED]);
  sgn_json_add_int (builder, "entries", sgn_disallowed_get_size (store->disallowed));
  json_builder_end_object (builder);
}

static void
print_json (SgnTrustStore *store)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  SgnRootList *roots = store->roots;

  json_builder_begin_object (builder);
  begin_list (builder,
              SGN_TRUST_LIST_ROOTS,
              sgn_root_list_get_date (roots),
              sgn_root_list_get_sequence (roots),
              &store->states[SGN_TRUST_LIST_ROOTS]);
  sgn_json_add_int (builder, "entries", sgn_root_list_get_size (roots));
  sgn_json_add_int (builder,
                    "code_signing",
                    count_roots (roots, SGN_PURPOSE_CODE_SIGNING, get_now ()));
  sgn_json_add_int (builder,
                    "time_stamping",
                    count_roots (roots, SGN_PURPOSE_TIME_STAMPING, get_now ()));
  json_builder_end_object (builder);
  add_disallowed (builder, store);
  sgn_json_add_path (builder, "folder", store->folder);
  json_builder_end_object (builder);
  sgn_output_object (builder);
}

static SgnExit
show (const SgnCommand *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTrustStore) store = sgn_trust_options_open_store (&error);

  if (options.url != NULL)
    return sgn_options_complain (self, _ ("--url is for “update”."));
  if (store == NULL)
    return sgn_options_fail (self, error);
  if (options.json)
    print_json (store);
  else
    print_text (store);
  return sgn_output_finish (SGN_EXIT_GOOD);
}

static void
print_update (const SgnTrustUpdate *done)
{
  for (SgnTrustListKind kind = 0; kind < SGN_N_TRUST_LISTS; kind++) {
    g_autofree char *date = sgn_phrase_date (done->dates[kind]);

    g_print ("%s\n", get_title (kind));
    if (done->changed[kind])
      g_print (_ ("  New edition of %s\n"), date);
    else
      g_print (_ ("  Still the edition of %s\n"), date);
  }
  if (done->n_certificates > 0)
    g_print (g_dngettext (GETTEXT_PACKAGE,
                          "%u root certificate was downloaded\n",
                          "%u root certificates were downloaded\n",
                          done->n_certificates),
             done->n_certificates);
  if (done->n_missing > 0)
    g_print (g_dngettext (GETTEXT_PACKAGE,
                          "%u root certificate is not on the server\n",
                          "%u root certificates are not on the server\n",
                          done->n_missing),
             done->n_missing);
}

static SgnExit
update (const SgnCommand *self)
{
  g_autofree char *folder = sgn_trust_store_get_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTrustStore) store = NULL;
  SgnTrustUpdate done;

  if (options.json)
    return sgn_options_complain (self, _ ("--json is for “show”."));
  if (!sgn_trust_update (folder, options.url, &done, NULL, &error))
    return sgn_options_fail (self, error);
  print_update (&done);
  store = sgn_trust_store_open (folder);
  if (store->states[SGN_TRUST_LIST_ROOTS].origin == SGN_LIST_BUILTIN)
    g_print ("%s\n", _ ("The list that is part of Signet is newer and stays in force."));
  return sgn_output_finish (SGN_EXIT_GOOD);
}

static SgnExit
run (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_trust;
  const GOptionEntry *const groups[] = { entries, sgn_trust_options_get_list_entries (), NULL };
  const char *action;

  if (!sgn_options_parse (self, "update|show", groups, argc, argv))
    return SGN_EXIT_USAGE;
  if (options.arguments != NULL && options.arguments[1] != NULL)
    return sgn_options_complain (self, _ ("This command does not take a file."));
  action = options.arguments != NULL ? options.arguments[0] : "";
  if (g_str_equal (action, "update"))
    return update (self);
  if (g_str_equal (action, "show"))
    return show (self);
  return sgn_options_complain (self, _ ("“update” or “show” is needed."));
}

const SgnCommand sgn_command_trust = {
  .name = "trust",
  .summary = N_ ("Show and update Windows’ lists of trusted roots"),
  .run = run,
};
