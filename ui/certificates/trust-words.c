/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/trust-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/identity/make/create.h"
#include "ui/certificates/certificate-words.h"

static const SgnTrustStep steps[] = {
  { N_ ("On One Computer"),
    N_ ("Copy the root certificate there and run this as administrator. It puts it into the store "
        "“Trusted Root Certification Authorities” of the computer."),
    N_ ("Trust the root certificate"),
    "certutil -addstore Root \"%s\"",
    TRUE },
  { N_ ("On Many Computers"),
    N_ ("Spread the root certificate by group policy or Configuration Manager into the same store. "
        "In Intune: a profile “Trusted certificate” with the destination store “Computer "
        "certificate store – Root”."),
    NULL,
    NULL,
    TRUE },
  { N_ ("Updates through WSUS or Configuration Manager"),
    N_ ("Publishers of updates also need the certificate itself in the store “Trusted Publishers” "
        "of the computers; so do scripts, so that nobody is asked."),
    N_ ("Trust the publisher"),
    "certutil -addstore TrustedPublisher \"%s\"",
    FALSE },
  { N_ ("When the Test Is Over"),
    N_ ("Remove the root certificate everywhere."),
    N_ ("Trust it no more"),
    "certutil -delstore Root \"" SGN_TEST_ROOT_NAME "\"",
    TRUE },
};

const SgnTrustStep *
sgn_trust_get_steps (guint *n_steps)
{
  *n_steps = G_N_ELEMENTS (steps);
  return steps;
}

char *
sgn_trust_step_dup_command (const SgnTrustStep *step, SgnCertificate *certificate)
{
  g_autofree char *name = step->of_root ? sgn_trust_dup_root_name (certificate)
                                        : sgn_trust_dup_own_name (certificate);
  g_autoptr (GString) command = NULL;

  if (step->command == NULL)
    return NULL;
  command = g_string_new (step->command);
  g_string_replace (command, "%s", name, 1);
  return g_string_free (g_steal_pointer (&command), FALSE);
}

char *
sgn_trust_dup_own_name (SgnCertificate *certificate)
{
  return sgn_certificate_dup_file_name (certificate);
}

char *
sgn_trust_dup_root_name (SgnCertificate *certificate)
{
  g_autofree char *name = sgn_certificate_dup_file_name (certificate);

  name[strlen (name) - strlen (".cer")] = '\0';
  return g_strconcat (name, "-root.cer", NULL);
}
