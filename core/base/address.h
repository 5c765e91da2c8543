/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* A web address in ASCII, as certificates and signatures contain it: http or https with a host and
 * without login. NULL for anything else. (transfer full) */
char *sgn_address_for_web (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The part of an address that may be shown and stored: without login, query and fragment, which
 * some services use for keys. (transfer full) */
char *sgn_address_to_public (const char *text) G_GNUC_WARN_UNUSED_RESULT;
