/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/tokens/pin-field.h"

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>
#include <string.h>

#include "ui/base/signal-new.h"

#define BULLET "●"

struct _SgnPinField {
  GtkWidget parent_instance;

  GtkLabel *bullets;
  GtkWidget *caret;
  GtkIMContext *input;
  GCancellable *cancellable; /* of pasting */
  SgnPin *pin;
};

G_DEFINE_FINAL_TYPE (SgnPinField, sgn_pin_field, GTK_TYPE_WIDGET)

static guint changed_signal;

static guint
get_length (SgnPinField *self)
{
  return self->pin != NULL ? sgn_pin_get_length (self->pin) : 0;
}

static void
show_length (SgnPinField *self)
{
  guint length = get_length (self);
  g_autoptr (GString) bullets = g_string_new (NULL);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "%u character entered",
                                                        "%u characters entered",
                                                        length),
                                           length);

  for (guint i = 0; i < length; i++)
    g_string_append (bullets, BULLET);
  gtk_label_set_label (self->bullets, bullets->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text,
                                  -1);
  g_signal_emit (self, changed_signal, 0);
}

/* Does not tell whether the rejected input was too long or not text. */
static void
add (SgnPinField *self, const char *text)
{
  if (self->pin == NULL)
    self->pin = sgn_pin_new ("", 0);
  if (self->pin == NULL || !gtk_widget_is_sensitive (GTK_WIDGET (self)) ||
      strpbrk (text, "\r\n") != NULL || !sgn_pin_append (self->pin, text))
    gtk_widget_error_bell (GTK_WIDGET (self));
  show_length (self);
}

static void
on_pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL)
    return;
  add (data, text);
  OPENSSL_cleanse (text, strlen (text));
}

static gboolean
paste (GtkWidget *widget, GVariant *unused, gpointer data)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget),
                                 SGN_PIN_FIELD (widget)->cancellable,
                                 on_pasted,
                                 widget);
  return GDK_EVENT_STOP;
}

static gboolean
remove_last (GtkWidget *widget, GVariant *unused, gpointer data)
{
  SgnPinField *self = SGN_PIN_FIELD (widget);

  if (get_length (self) > 0)
    sgn_pin_remove_last (self->pin);
  show_length (self);
  return GDK_EVENT_STOP;
}

static gboolean
remove_all (GtkWidget *widget, GVariant *unused, gpointer data)
{
  sgn_pin_field_clear (SGN_PIN_FIELD (widget));
  return GDK_EVENT_STOP;
}

static void
on_focus (SgnPinField *self)
{
  gtk_im_context_focus_in (self->input);
  gtk_widget_set_opacity (self->caret, 1);
}

static void
on_blur (SgnPinField *self)
{
  gtk_im_context_focus_out (self->input);
  gtk_widget_set_opacity (self->caret, 0);
}

static void
sgn_pin_field_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sgn_pin_field_parent_class)->realize (widget);
  gtk_im_context_set_client_widget (SGN_PIN_FIELD (widget)->input, widget);
}

static void
sgn_pin_field_unrealize (GtkWidget *widget)
{
  gtk_im_context_set_client_widget (SGN_PIN_FIELD (widget)->input, NULL);
  GTK_WIDGET_CLASS (sgn_pin_field_parent_class)->unrealize (widget);
}

static void
sgn_pin_field_dispose (GObject *object)
{
  SgnPinField *self = SGN_PIN_FIELD (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->pin, sgn_pin_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (sgn_pin_field_parent_class)->dispose (object);
}

static void
sgn_pin_field_finalize (GObject *object)
{
  SgnPinField *self = SGN_PIN_FIELD (object);

  g_clear_object (&self->input);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (sgn_pin_field_parent_class)->finalize (object);
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  const GdkModifierType control = GDK_CONTROL_MASK;

  gtk_widget_class_add_binding (widget_class, GDK_KEY_v, control, paste, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Insert, GDK_SHIFT_MASK, paste, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_BackSpace, 0, remove_last, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_BackSpace, control, remove_all, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, remove_all, NULL);
}

static void
sgn_pin_field_class_init (SgnPinFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_pin_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = sgn_pin_field_finalize;
  widget_class->realize = sgn_pin_field_realize;
  widget_class->unrealize = sgn_pin_field_unrealize;
  changed_signal = sgn_signal_new (SGN_TYPE_PIN_FIELD, "changed", G_TYPE_NONE);
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "tokens/pin-field.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnPinField, bullets);
  gtk_widget_class_bind_template_child (widget_class, SgnPinField, caret);
  gtk_widget_class_set_css_name (widget_class, "entry");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  bind_keys (widget_class);
}

static void
add_controllers (SgnPinField *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_key_set_im_context (GTK_EVENT_CONTROLLER_KEY (keys), self->input);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_blur), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (gtk_widget_grab_focus), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
sgn_pin_field_init (SgnPinField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->input = gtk_im_multicontext_new ();
  g_object_set (self->input,
                "input-purpose",
                GTK_INPUT_PURPOSE_PASSWORD,
                "input-hints",
                GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK,
                NULL);
  gtk_im_context_set_use_preedit (self->input, FALSE);
  g_signal_connect_object (self->input, "commit", G_CALLBACK (add), self, G_CONNECT_SWAPPED);
  add_controllers (self);
  on_blur (self);
  show_length (self);
}

gboolean
sgn_pin_field_is_empty (SgnPinField *self)
{
  return get_length (self) == 0;
}

void
sgn_pin_field_clear (SgnPinField *self)
{
  g_clear_pointer (&self->pin, sgn_pin_free);
  show_length (self);
}

SgnPin *
sgn_pin_field_take (SgnPinField *self)
{
  SgnPin *pin = g_steal_pointer (&self->pin);

  show_length (self);
  return pin;
}
