/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* A PKCS #11 module: a shared library, or a command or socket that provides one. It never runs in
 * this process. Only its timeout may change, so it may be shared between threads. Getters are
 * (transfer none). */
#define SGN_TYPE_TOKEN_MODULE (sgn_token_module_get_type ())
G_DECLARE_FINAL_TYPE (SgnTokenModule, sgn_token_module, SGN, TOKEN_MODULE, GObject)

typedef enum {
  SGN_TOKEN_MODULE_REGISTERED, /* "registered": registered with p11-kit */
  SGN_TOKEN_MODULE_FOUND,      /* "found": at a known location, but not enabled by anybody */
  SGN_TOKEN_MODULE_ADDED,      /* "added": by the user */
} SgnTokenModuleOrigin;

/* @title (nullable): from the shipped list, else the file name. (transfer full) */
SgnTokenModule *sgn_token_module_new (const char *path,
                                      const char *title,
                                      SgnTokenModuleOrigin origin) G_GNUC_WARN_UNUSED_RESULT;
/* @remote is written as in pkcs11.conf(5): "|command" or "unix:path=/socket". (transfer full) */
SgnTokenModule *sgn_token_module_new_remote (const char *remote,
                                             const char *title,
                                             SgnTokenModuleOrigin origin) G_GNUC_WARN_UNUSED_RESULT;

/* The pReserved argument of C_Initialize (x-init-reserved in the registration), which some modules
 * require. Set it before sharing the module. (nullable) */
void sgn_token_module_set_parameters (SgnTokenModule *self, const char *parameters);
const char *sgn_token_module_get_parameters (SgnTokenModule *self);

/* absolute path, or the remote address */
const char *sgn_token_module_get_path (SgnTokenModule *self);
const char *sgn_token_module_get_title (SgnTokenModule *self); /* for display */
SgnTokenModuleOrigin sgn_token_module_get_origin (SgnTokenModule *self);
gboolean sgn_token_module_is_remote (SgnTokenModule *self);
const char *sgn_token_module_origin_to_id (SgnTokenModuleOrigin origin);

/* The timeout of a call in milliseconds (default 20 s). Signing gets three times as long, because
 * the user may have to touch the token; a PIN pad gets six times as long. */
void sgn_token_module_set_timeout (SgnTokenModule *self, guint milliseconds);
guint sgn_token_module_get_timeout (SgnTokenModule *self);

/* Whether it is the library at @path, or whether @modules (of SgnTokenModule) contains one that is.
 * Links are followed. */
gboolean sgn_token_module_is_library (SgnTokenModule *self, const char *path);
gboolean sgn_token_modules_contain (GPtrArray *modules, const char *path);
