/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* A PKCS#11 module: a shared library, or a command or socket behind which one is. Nothing of it
 * runs in this process. Immutable but for the time it gets; usable from several threads. */
#define SGN_TYPE_TOKEN_MODULE (sgn_token_module_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenModule, sgn_token_module, SGN, TOKEN_MODULE, GObject)

typedef enum {
  SGN_TOKEN_MODULE_REGISTERED, /* "registered": with p11-kit */
  SGN_TOKEN_MODULE_FOUND,      /* "found": at a known place, but nobody said to use it */
  SGN_TOKEN_MODULE_ADDED,      /* "added": by the user */
} SgnTokenModuleOrigin;

/* @title NULL: taken from the shipped list, else the file's name. */
SgnTokenModule *
sgn_token_module_new (const char *path, const char *title, SgnTokenModuleOrigin origin);
/* @remote as in pkcs11.conf(5): "|command" or "unix:path=/socket". */
SgnTokenModule *
sgn_token_module_new_remote (const char *remote, const char *title, SgnTokenModuleOrigin origin);

/* What C_Initialize is given as pReserved (x-init-reserved of its registration), without which some
 * modules do nothing; before anybody else knows the module. (nullable) */
void sgn_token_module_set_parameters (SgnTokenModule *self, const char *parameters);
const char *sgn_token_module_get_parameters (SgnTokenModule *self);

const char *sgn_token_module_get_path (SgnTokenModule *self);  /* absolute, or the remote */
const char *sgn_token_module_get_title (SgnTokenModule *self); /* for showing */
SgnTokenModuleOrigin sgn_token_module_get_origin (SgnTokenModule *self);
gboolean sgn_token_module_is_remote (SgnTokenModule *self);
const char *sgn_token_module_origin_to_id (SgnTokenModuleOrigin origin);

/* How long it may take for an answer, in milliseconds (default 20 s); signing, during which
 * somebody may have to touch the token, gets three times as long, a reader's own keypad six. */
void sgn_token_module_set_timeout (SgnTokenModule *self, guint milliseconds);
guint sgn_token_module_get_timeout (SgnTokenModule *self);

/* Is it the library at @path, and is that among @modules (of SgnTokenModule)? Links are followed.
 */
gboolean sgn_token_module_is_library (SgnTokenModule *self, const char *path);
gboolean sgn_token_modules_contain (GPtrArray *modules, const char *path);
