/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* An address of the web, http or https with a host and without a login, in ASCII as certificates
 * and signatures carry it; NULL for anything else. (transfer full) */
char *sgn_address_for_web (const char *text);

/* What of an address may be shown and written down: neither its login nor what follows the path,
 * where some services take their key. (transfer full) */
char *sgn_address_to_public (const char *text);
