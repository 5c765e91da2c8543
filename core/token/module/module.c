/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-module"
#include "config.h"

#include "core/token/module/module.h"

#include <string.h>

#include "core/base/text.h"
#include "core/token/module/gate.h"
#include "core/token/module/known.h"
#include "core/token/module/module-private.h"
#include "core/token/module/registry.h"

#define DEFAULT_TIMEOUT 20000 /* ms */

struct _SgnTokenModule {
  GObject parent_instance;

  char *path; /* or the remote */
  char *title;
  char *parameters;
  gboolean is_remote;
  SgnTokenModuleOrigin origin;

  GMutex lock;
  guint timeout;
  guint n_users;
  guint n_keepers;
  SgnTokenHost *idle;
};

G_DEFINE_FINAL_TYPE (SgnTokenModule, sgn_token_module, G_TYPE_OBJECT)

enum { PROP_0, PROP_PATH, PROP_TITLE, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void
sgn_token_module_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SgnTokenModule *self = SGN_TOKEN_MODULE (object);

  switch (id) {
  case PROP_PATH:
    g_value_set_string (value, self->path);
    break;
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

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
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (class)->get_property = sgn_token_module_get_property;
  G_OBJECT_CLASS (class)->finalize = sgn_token_module_finalize;
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
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

  if (is_command (self) && g_shell_parse_argv (self->path + 1, NULL, &arguments, NULL))
    return arguments;
  return g_strdupv ((char **) command);
}

char **
sgn_token_module_get_environment (SgnTokenModule *self)
{
  char **environment = g_get_environ ();

  environment = g_environ_unsetenv (environment, "P11_KIT_SERVER_ADDRESS");
  if (self->is_remote && !is_command (self))
    environment = g_environ_setenv (environment, "P11_KIT_SERVER_ADDRESS", self->path, TRUE);
  /* Certum's SimplySign module crashes without. */
  return g_environ_setenv (environment, "USER", g_get_user_name (), FALSE);
}

SgnTokenHost *
sgn_token_module_take_idle (SgnTokenModule *self)
{
  SgnTokenHost *host;

  g_mutex_lock (&self->lock);
  host = g_steal_pointer (&self->idle);
  g_mutex_unlock (&self->lock);
  if (host != NULL && !sgn_token_host_is_alive (host))
    g_clear_pointer (&host, sgn_token_host_free);
  return host;
}

void
sgn_token_module_give_idle (SgnTokenModule *self, SgnTokenHost *host)
{
  g_mutex_lock (&self->lock);
  if (self->idle == NULL && self->n_keepers > 0)
    self->idle = g_steal_pointer (&host);
  g_mutex_unlock (&self->lock);
  sgn_token_host_free (host);
}

void
sgn_token_module_keep_idle (SgnTokenModule *self, gboolean keep)
{
  SgnTokenHost *idle = NULL;

  g_mutex_lock (&self->lock);
  self->n_keepers += keep ? 1 : -1;
  if (self->n_keepers == 0)
    idle = g_steal_pointer (&self->idle);
  g_mutex_unlock (&self->lock);
  sgn_token_host_free (idle);
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

static void
add_remote (GPtrArray *modules, const char *address, const char *title)
{
  g_ptr_array_add (modules,
                   sgn_token_module_new_remote (address, title, SGN_TOKEN_MODULE_REGISTERED));
}

/* In a Flatpak the computer's own modules are out of sight, but its p11-kit may serve them. */
static void
add_inherited (GPtrArray *modules)
{
  const char *address = sgn_tokens_get_inherited_address ();
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "p11-kit", "pkcs11", NULL);
  g_autofree char *host = g_strconcat ("unix:path=", path, NULL);

  if (address != NULL)
    add_remote (modules, address, NULL);
  else if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) &&
           g_file_test (path, G_FILE_TEST_EXISTS))
    add_remote (modules, host, "p11-kit");
}

GPtrArray *
sgn_token_modules_discover (void)
{
  GPtrArray *modules = g_ptr_array_new_with_free_func (g_object_unref);

  add_inherited (modules);
  sgn_registry_add_modules (modules);
  sgn_known_modules_add (modules);
  return modules;
}
