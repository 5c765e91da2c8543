/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token"

/* A token as it was when last read, from CK_TOKEN_INFO (PKCS #11 2.40, 3.2) and its
 * certificates. */

#include "config.h"

#include "core/token/token-private.h"

#include "core/base/text.h"

struct _SgnToken {
  GObject parent_instance;

  SgnTokenModule *module;
  char *label;
  char *manufacturer;
  char *model;
  char *serial;
  char *title;
  SgnPinState pin_state;
  gboolean login_required;
  gboolean is_protected;
  GListStore *certificates;
  GPtrArray *authorities;
};

G_DEFINE_FINAL_TYPE (SgnToken, sgn_token, G_TYPE_OBJECT)

enum { PROP_0, PROP_PIN_STATE, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void
sgn_token_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PIN_STATE)
    g_value_set_uint (value, SGN_TOKEN (object)->pin_state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sgn_token_finalize (GObject *object)
{
  SgnToken *self = SGN_TOKEN (object);

  g_clear_object (&self->module);
  g_free (self->label);
  g_free (self->manufacturer);
  g_free (self->model);
  g_free (self->serial);
  g_free (self->title);
  g_clear_object (&self->certificates);
  g_ptr_array_unref (self->authorities);
  G_OBJECT_CLASS (sgn_token_parent_class)->finalize (object);
}

static void
sgn_token_class_init (SgnTokenClass *class)
{
  G_OBJECT_CLASS (class)->get_property = sgn_token_get_property;
  G_OBJECT_CLASS (class)->finalize = sgn_token_finalize;
  properties[PROP_PIN_STATE] = g_param_spec_uint ("pin-state",
                                                  NULL,
                                                  NULL,
                                                  0,
                                                  SGN_PIN_STATE_UNSET,
                                                  0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
}

static void
sgn_token_init (SgnToken *self)
{
  self->certificates = g_list_store_new (SGN_TYPE_TOKEN_CERTIFICATE);
  self->authorities = g_ptr_array_new_with_free_func (g_object_unref);
}

SgnPinState
sgn_pin_state_from_slot (const PKCS11_SLOT *slot)
{
  const PKCS11_TOKEN *token = slot->token;

  /* CKF_USER_PIN_LOCKED, _FINAL_TRY, _COUNT_LOW: modules may set several, and some set none. */
  if (token->userPinLocked)
    return SGN_PIN_STATE_LOCKED;
  if (token->userPinFinalTry)
    return SGN_PIN_STATE_FINAL;
  if (token->userPinCountLow)
    return SGN_PIN_STATE_LOW;
  return token->loginRequired && !token->userPinSet ? SGN_PIN_STATE_UNSET : SGN_PIN_STATE_GOOD;
}

/* Fields are padded with spaces and can hold anything. */
static char *
make_text (const char *text)
{
  g_autofree char *copy = g_strdup (text != NULL ? text : "");

  return sgn_text_display (g_strstrip (copy));
}

/* Tokens of one kind often have the same label, but the serial number is printed on them. */
static char *
make_title (SgnToken *self)
{
  const char *name = self->label[0] != '\0' ? self->label : self->model;

  return self->serial[0] != '\0' ? g_strdup_printf ("%s %s", name, self->serial) : g_strdup (name);
}

SgnToken *
sgn_token_new (SgnTokenModule *module, const PKCS11_SLOT *slot)
{
  const PKCS11_TOKEN *token = slot->token;
  SgnToken *self = g_object_new (SGN_TYPE_TOKEN, NULL);

  self->module = g_object_ref (module);
  self->label = make_text (token->label);
  self->manufacturer = make_text (token->manufacturer);
  self->model = make_text (token->model);
  self->serial = make_text (token->serialnr);
  self->title = make_title (self);
  self->pin_state = sgn_pin_state_from_slot (slot);
  self->login_required = token->loginRequired;
  self->is_protected = token->secureLogin;
  return self;
}

/* Code signing first, then the one with the latest expiry date. */
static int
compare_certificates (gconstpointer a, gconstpointer b)
{
  SgnTokenCertificate *first = *(SgnTokenCertificate *const *) a;
  SgnTokenCertificate *second = *(SgnTokenCertificate *const *) b;
  gboolean signs = sgn_token_certificate_is_code_signing (first);
  gint64 one = sgn_certificate_get_not_after (sgn_token_certificate_get_certificate (first));
  gint64 two = sgn_certificate_get_not_after (sgn_token_certificate_get_certificate (second));

  if (signs != sgn_token_certificate_is_code_signing (second))
    return signs ? -1 : 1;
  if (one != two)
    return one > two ? -1 : 1;
  return g_bytes_compare (sgn_token_certificate_get_id (first),
                          sgn_token_certificate_get_id (second));
}

void
sgn_token_set_certificates (SgnToken *self, GPtrArray *certificates)
{
  guint old = g_list_model_get_n_items (G_LIST_MODEL (self->certificates));

  g_ptr_array_sort (certificates, compare_certificates);
  g_list_store_splice (self->certificates, 0, old, certificates->pdata, certificates->len);
}

void
sgn_token_add_authority (SgnToken *self, SgnCertificate *certificate)
{
  g_ptr_array_add (self->authorities, g_object_ref (certificate));
}

static gboolean
has_same_certificates (SgnToken *a, SgnToken *b)
{
  GListModel *first = G_LIST_MODEL (a->certificates);
  GListModel *second = G_LIST_MODEL (b->certificates);
  guint count = g_list_model_get_n_items (first);

  if (count != g_list_model_get_n_items (second))
    return FALSE;
  for (guint i = 0; i < count; i++) {
    g_autoptr (SgnTokenCertificate) one = g_list_model_get_item (first, i);
    g_autoptr (SgnTokenCertificate) two = g_list_model_get_item (second, i);

    if (!sgn_certificate_equal (sgn_token_certificate_get_certificate (one),
                                sgn_token_certificate_get_certificate (two)))
      return FALSE;
  }
  return TRUE;
}

static gpointer
copy_reference (gconstpointer object, gpointer unused)
{
  return g_object_ref ((gpointer) object);
}

void
sgn_token_take_certificates (SgnToken *self, SgnToken *fresh)
{
  GListModel *list = G_LIST_MODEL (fresh->certificates);
  g_autoptr (GPtrArray) certificates = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (certificates, g_list_model_get_item (list, i));
  sgn_token_set_certificates (self, certificates);
  g_ptr_array_unref (self->authorities);
  self->authorities = g_ptr_array_copy (fresh->authorities, copy_reference, NULL);
  g_ptr_array_set_free_func (self->authorities, g_object_unref);
}

/* Signals only for what has changed, so that an open menu does not flicker every two seconds. */
void
sgn_token_update (SgnToken *self, SgnToken *fresh)
{
  if (self->pin_state != fresh->pin_state) {
    self->pin_state = fresh->pin_state;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PIN_STATE]);
  }
  if (!has_same_certificates (self, fresh))
    sgn_token_take_certificates (self, fresh);
}

SgnToken *
sgn_token_copy (SgnToken *self)
{
  SgnToken *copy = g_object_new (SGN_TYPE_TOKEN, NULL);

  copy->module = g_object_ref (self->module);
  copy->label = g_strdup (self->label);
  copy->manufacturer = g_strdup (self->manufacturer);
  copy->model = g_strdup (self->model);
  copy->serial = g_strdup (self->serial);
  copy->title = g_strdup (self->title);
  copy->pin_state = self->pin_state;
  copy->login_required = self->login_required;
  copy->is_protected = self->is_protected;
  sgn_token_take_certificates (copy, self);
  return copy;
}

gboolean
sgn_token_is_same (SgnToken *a, SgnToken *b)
{
  /* No serial number is certain to be unique by itself. */
  return a->module == b->module && g_str_equal (a->serial, b->serial) &&
         g_str_equal (a->label, b->label) && g_str_equal (a->model, b->model) &&
         g_str_equal (a->manufacturer, b->manufacturer);
}

const char *
sgn_pin_state_to_id (SgnPinState state)
{
  switch (state) {
  case SGN_PIN_STATE_GOOD:
    return "good";
  case SGN_PIN_STATE_LOW:
    return "low";
  case SGN_PIN_STATE_FINAL:
    return "final";
  case SGN_PIN_STATE_LOCKED:
    return "locked";
  case SGN_PIN_STATE_UNSET:
    return "unset";
  }
  g_return_val_if_reached ("good");
}

SgnTokenModule *
sgn_token_get_module (SgnToken *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN (self), NULL);
  return self->module;
}

const char *
sgn_token_get_label (SgnToken *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN (self), NULL);
  return self->label;
}

const char *
sgn_token_get_manufacturer (SgnToken *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN (self), NULL);
  return self->manufacturer;
}

const char *
sgn_token_get_model (SgnToken *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN (self), NULL);
  return self->model;
}

const char *
sgn_token_get_serial (SgnToken *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN (self), NULL);
  return self->serial;
}

const char *
sgn_token_get_title (SgnToken *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN (self), NULL);
  return self->title;
}

SgnPinState
sgn_token_get_pin_state (SgnToken *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN (self), SGN_PIN_STATE_GOOD);
  return self->pin_state;
}

gboolean
sgn_token_is_login_required (SgnToken *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN (self), TRUE);
  return self->login_required;
}

gboolean
sgn_token_is_protected (SgnToken *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN (self), FALSE);
  return self->is_protected;
}

GListModel *
sgn_token_get_certificates (SgnToken *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN (self), NULL);
  return G_LIST_MODEL (self->certificates);
}

GPtrArray *
sgn_token_get_authorities (SgnToken *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN (self), NULL);
  return self->authorities;
}
