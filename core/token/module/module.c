/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-module"

/* A PKCS #11 module as data: where it is, how its process is started, how long it may take. */

#include "config.h"

#include "core/token/module/module.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/token/module/known.h"
#include "core/token/module/module-private.h"

#define DEFAULT_TIMEOUT 20000 /* milliseconds */

struct _SgnTokenModule {
  GObject parent_instance;

  char *path; /* or the remote address */
  char *title;
  char *parameters;
  gboolean is_remote;
  SgnTokenModuleOrigin origin;

  GMutex lock;
  guint timeout;
  guint n_users;
};

G_DEFINE_FINAL_TYPE (SgnTokenModule, sgn_token_module, G_TYPE_OBJECT)

static void
sgn_token_module_finalize (GObject *object)
{
  SgnTokenModule *self = SGN_TOKEN_MODULE (object);

  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self->title);
  g_free (self->parameters);
  G_OBJECT_CLASS (sgn_token_module_parent_class)->finalize (object);
}

static void
sgn_token_module_class_init (SgnTokenModuleClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sgn_token_module_finalize;
}

static void
sgn_token_module_init (SgnTokenModule *self)
{
  g_mutex_init (&self->lock);
  self->timeout = DEFAULT_TIMEOUT;
}

SgnTokenModule *
sgn_token_module_new (const char *path, const char *title, SgnTokenModuleOrigin origin)
{
  SgnTokenModule *self = g_object_new (SGN_TYPE_TOKEN_MODULE, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  self->title = title != NULL ? sgn_text_display (title) : sgn_known_modules_get_title (self->path);
  self->origin = origin;
  return self;
}

SgnTokenModule *
sgn_token_module_new_remote (const char *remote, const char *title, SgnTokenModuleOrigin origin)
{
  SgnTokenModule *self = g_object_new (SGN_TYPE_TOKEN_MODULE, NULL);

  self->path = g_strdup (remote);
  self->title = sgn_text_display (title != NULL ? title : remote);
  self->origin = origin;
  self->is_remote = TRUE;
  return self;
}

void
sgn_token_module_set_parameters (SgnTokenModule *self, const char *parameters)
{
  g_return_if_fail (SGN_IS_TOKEN_MODULE (self));
  g_free (self->parameters);
  self->parameters = g_strdup (parameters);
}

const char *
sgn_token_module_get_parameters (SgnTokenModule *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_MODULE (self), NULL);
  return self->parameters;
}

const char *
sgn_token_module_get_path (SgnTokenModule *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_MODULE (self), NULL);
  return self->path;
}

const char *
sgn_token_module_get_title (SgnTokenModule *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_MODULE (self), NULL);
  return self->title;
}

SgnTokenModuleOrigin
sgn_token_module_get_origin (SgnTokenModule *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_MODULE (self), SGN_TOKEN_MODULE_ADDED);
  return self->origin;
}

gboolean
sgn_token_module_is_remote (SgnTokenModule *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_MODULE (self), FALSE);
  return self->is_remote;
}

const char *
sgn_token_module_origin_to_id (SgnTokenModuleOrigin origin)
{
  switch (origin) {
  case SGN_TOKEN_MODULE_REGISTERED:
    return "registered";
  case SGN_TOKEN_MODULE_FOUND:
    return "found";
  case SGN_TOKEN_MODULE_ADDED:
    return "added";
  }
  g_return_val_if_reached ("added");
}

void
sgn_token_module_set_timeout (SgnTokenModule *self, guint milliseconds)
{
  g_return_if_fail (SGN_IS_TOKEN_MODULE (self));

  g_mutex_lock (&self->lock);
  self->timeout = milliseconds;
  g_mutex_unlock (&self->lock);
}

guint
sgn_token_module_get_timeout (SgnTokenModule *self)
{
  guint timeout;

  g_mutex_lock (&self->lock);
  timeout = self->timeout;
  g_mutex_unlock (&self->lock);
  return timeout;
}

gboolean
sgn_token_module_is_library (SgnTokenModule *self, const char *path)
{
  /* One library is often there under several names. */
  char *real = realpath (path, NULL);
  char *other = realpath (sgn_token_module_get_path (self), NULL);
  gboolean same = real != NULL && other != NULL && strcmp (real, other) == 0;

  free (real);
  free (other);
  return same;
}

gboolean
sgn_token_modules_contain (GPtrArray *modules, const char *path)
{
  for (guint i = 0; i < modules->len; i++)
    if (sgn_token_module_is_library (modules->pdata[i], path))
      return TRUE;
  return FALSE;
}

static gboolean
is_command (SgnTokenModule *self)
{
  return self->is_remote && self->path[0] == '|';
}

char **
sgn_token_module_get_command (SgnTokenModule *self)
{
  const char *library = self->is_remote ? P11_MODULE_PATH "/p11-kit-client.so" : self->path;
  const char *const command[] = { "p11-kit", "remote", library, NULL };
  char **arguments = NULL;

  /* pkcs11.conf(5): "|" and a command that speaks the protocol of p11-kit on its standard
   * streams. */
  if (is_command (self) && g_shell_parse_argv (self->path + 1, NULL, &arguments, NULL))
    return arguments;
  return g_strdupv ((char **) command);
}

char **
sgn_token_module_get_environment (SgnTokenModule *self)
{
  char **environment = g_get_environ ();

  /* Would make the module's own p11-kit connect back to the gate. */
  environment = g_environ_unsetenv (environment, "P11_KIT_SERVER_ADDRESS");
  if (self->is_remote && !is_command (self))
    environment = g_environ_setenv (environment, "P11_KIT_SERVER_ADDRESS", self->path, TRUE);
  /* Certum's SimplySign module crashes without it. */
  return g_environ_setenv (environment, "USER", g_get_user_name (), FALSE);
}

static gboolean
check_file (SgnTokenModule *self, GError **error)
{
  /* p11-kit would report the same as a module that does not answer. */
  if (self->is_remote || g_file_test (self->path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, SGN_ERROR, SGN_ERROR_MODULE_MISSING, _ ("there is no file %s"), self->path);
  return FALSE;
}

SgnTokenProcess *
sgn_token_module_start (SgnTokenModule *self, GError **error)
{
  g_auto (GStrv) command = sgn_token_module_get_command (self);
  g_auto (GStrv) environment = sgn_token_module_get_environment (self);

  if (!check_file (self, error))
    return NULL;
  return sgn_token_process_new (self->path,
                                (const char *const *) command,
                                (const char *const *) environment,
                                error);
}

void
sgn_token_module_begin_use (SgnTokenModule *self)
{
  g_mutex_lock (&self->lock);
  self->n_users++;
  g_mutex_unlock (&self->lock);
}

void
sgn_token_module_end_use (SgnTokenModule *self)
{
  g_mutex_lock (&self->lock);
  self->n_users--;
  g_mutex_unlock (&self->lock);
}

gboolean
sgn_token_module_is_used (SgnTokenModule *self)
{
  gboolean used;

  g_mutex_lock (&self->lock);
  used = self->n_users > 0;
  g_mutex_unlock (&self->lock);
  return used;
}
