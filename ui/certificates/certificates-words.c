/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/certificates-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/identity/make/create.h"
#include "core/token/uri.h"
#include "core/words/phrases.h"
#include "ui/identities/identity-expiry.h"

static gboolean
is_test (SgnIdentityItem *item)
{
  return g_str_equal (sgn_identity_item_get_issuer (item), SGN_TEST_ROOT_NAME);
}

SgnEntryKind
sgn_entry_get_kind (gpointer item, gint64 now)
{
  int days;

  if (SGN_IS_REQUEST_ITEM (item))
    return SGN_ENTRY_REQUEST;
  days = sgn_identity_item_get_days_left (item, now);
  if (days < 0)
    return SGN_ENTRY_EXPIRED;
  if (is_test (item))
    return SGN_ENTRY_TEST;
  return days <= SGN_DAYS_TO_WARN ? SGN_ENTRY_ENDING : SGN_ENTRY_READY;
}

char *
sgn_entry_dup_title (gpointer item)
{
  if (SGN_IS_REQUEST_ITEM (item))
    return g_strdup_printf (_ ("Request: %s"), sgn_request_item_get_name (item));
  return g_strdup (sgn_identity_item_get_name (item));
}

static char *
describe_end (SgnIdentityItem *item, gint64 now)
{
  gint64 end = sgn_identity_item_get_not_after (item);
  g_autofree char *date = NULL;

  if (end == 0)
    return g_strdup (_ ("needs its password"));
  if (sgn_entry_get_kind (item, now) == SGN_ENTRY_ENDING)
    return sgn_identity_dup_days_left (sgn_identity_item_get_days_left (item, now));
  date = sgn_phrase_date (end);
  return g_strdup_printf (_ ("until %s"), date);
}

char *
sgn_entry_dup_line (gpointer item, gint64 now)
{
  g_autofree char *text = NULL;

  switch (sgn_entry_get_kind (item, now)) {
  case SGN_ENTRY_REQUEST:
    return g_strdup (_ ("Waiting for the certificate"));
  case SGN_ENTRY_TEST:
    return g_strdup (_ ("Only your computers"));
  case SGN_ENTRY_EXPIRED:
    text = sgn_phrase_date (sgn_identity_item_get_not_after (item));
    return g_strdup_printf (_ ("Expired on %s"), text);
  case SGN_ENTRY_READY:
  case SGN_ENTRY_ENDING:
  default:
    text = describe_end (item, now);
    if (sgn_identity_item_get_file (item) != NULL)
      return g_steal_pointer (&text);
    /* Translators: the name of a token, the end of a certificate on it */
    return g_strdup_printf (_ ("%1$s · %2$s"), sgn_identity_item_get_origin (item), text);
  }
}

char *
sgn_entry_dup_status (gpointer item, gint64 now)
{
  SgnEntryKind kind = sgn_entry_get_kind (item, now);
  g_autofree char *date = NULL;
  g_autofree char *days = NULL;

  if (kind == SGN_ENTRY_REQUEST)
    return g_strdup (_ ("Waiting for the certificate"));
  if (sgn_identity_item_get_not_after (item) == 0)
    return g_strdup (_ ("needs its password"));
  if (kind == SGN_ENTRY_EXPIRED) {
    date = sgn_phrase_date (sgn_identity_item_get_not_after (item));
    return g_strdup_printf (_ ("Expired on %s. Windows would reject new signatures."), date);
  }
  days = sgn_identity_dup_days_left (sgn_identity_item_get_days_left (item, now));
  if (kind == SGN_ENTRY_TEST)
    /* Translators: %s is e.g. "101 days left" */
    return g_strdup_printf (_ ("Trusted only on your own computers · %s"), days);
  /* Translators: %s is e.g. "101 days left" */
  return g_strdup_printf (_ ("Ready for signing · %s"), days);
}

const char *
sgn_entry_get_icon (gpointer item)
{
  if (SGN_IS_REQUEST_ITEM (item))
    return "sgn-clock-symbolic";
  if (is_test (item))
    return "sgn-test-symbolic";
  return sgn_identity_item_get_file (item) == NULL ? "sgn-token-symbolic"
                                                   : "application-certificate-symbolic";
}

const char *
sgn_entry_get_state_icon (gpointer item, gint64 now)
{
  switch (sgn_entry_get_kind (item, now)) {
  case SGN_ENTRY_ENDING:
    return "sgn-unconfirmed-symbolic";
  case SGN_ENTRY_REQUEST:
    return "sgn-clock-symbolic";
  case SGN_ENTRY_EXPIRED:
    return "action-unavailable-symbolic";
  case SGN_ENTRY_READY:
  case SGN_ENTRY_TEST:
  default:
    return NULL;
  }
}

SgnLook
sgn_entry_get_look (gpointer item, gint64 now)
{
  return sgn_entry_get_kind (item, now) == SGN_ENTRY_ENDING ? SGN_LOOK_WARN : SGN_LOOK_NEUTRAL;
}

const char *
sgn_entry_get_role (gpointer item)
{
  if (SGN_IS_REQUEST_ITEM (item))
    return _ ("Certificate request");
  return is_test (item) ? _ ("Test certificate") : _ ("Code signing certificate");
}

char *
sgn_words_place (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : g_file_get_uri (file);
  g_autofree char *home = g_filename_display_name (g_get_home_dir ());
  g_autofree char *shown = NULL;
  gsize length = strlen (home);

  if (length > 1 && g_str_has_prefix (name, home) && name[length] == '/')
    shown = g_strconcat ("~", name + length, NULL);
  return sgn_text_display (shown != NULL ? shown : name);
}

static char *
describe_request_place (SgnRequestItem *item)
{
  const char *uri = sgn_request_item_get_uri (item);
  g_autoptr (SgnTokenUri) parsed = uri != NULL ? sgn_token_uri_parse (uri, NULL) : NULL;
  g_autofree char *title = parsed != NULL ? sgn_token_uri_get_title (parsed) : NULL;

  if (uri == NULL)
    return sgn_words_place (sgn_request_item_get_key (item));
  return sgn_text_display (title != NULL ? title : uri);
}

char *
sgn_entry_dup_place (gpointer item)
{
  if (SGN_IS_REQUEST_ITEM (item))
    return describe_request_place (item);
  if (sgn_identity_item_get_file (item) == NULL)
    return g_strdup (sgn_identity_item_get_origin (item));
  return sgn_words_place (sgn_identity_item_get_file (item));
}

static int
get_rank (gpointer item, gint64 now)
{
  SgnEntryKind kind = sgn_entry_get_kind (item, now);

  return kind == SGN_ENTRY_ENDING ? SGN_ENTRY_READY : (int) kind;
}

int
sgn_entry_compare (gpointer a, gpointer b, gint64 now)
{
  return get_rank (a, now) - get_rank (b, now);
}
