/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include <string.h>

#include "tests/ui/ui-test.h"
#include "ui/tokens/pin-field.h"

/* What an input method does. */
static void
type (SgnPinField *field, const char *text)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (field));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (gtk_event_controller_key_get_im_context (
                                 GTK_EVENT_CONTROLLER_KEY (controller)),
                             "commit",
                             text);
  }
}

static void
count (guint *changes)
{
  (*changes)++;
}

static void
test_takes (void)
{
  g_autoptr (SgnPinField) field = g_object_ref_sink (g_object_new (SGN_TYPE_PIN_FIELD, NULL));
  g_autoptr (SgnPin) pin = NULL;
  guint changes = 0;

  g_signal_connect_swapped (field, "changed", G_CALLBACK (count), &changes);
  g_assert_true (sgn_pin_field_is_empty (field));
  type (field, "1");
  type (field, "2é");
  g_assert_false (sgn_pin_field_is_empty (field));
  g_assert_cmpuint (changes, ==, 2);
  pin = sgn_pin_field_take (field);
  g_assert_cmpstr (sgn_pin_get_text (pin), ==, "12é");
  g_assert_true (sgn_pin_field_is_empty (field));
  g_assert_cmpuint (changes, ==, 3);
}

static void
test_refuses (void)
{
  g_autoptr (SgnPinField) field = g_object_ref_sink (g_object_new (SGN_TYPE_PIN_FIELD, NULL));
  g_autofree char *more = g_strnfill (SGN_PIN_MAX + 1, '1');

  type (field, more);
  type (field, "1\n2");
  g_assert_true (sgn_pin_field_is_empty (field));
  gtk_widget_set_sensitive (GTK_WIDGET (field), FALSE);
  type (field, "1");
  g_assert_true (sgn_pin_field_is_empty (field));
}

/* It is nothing that assistive technology would read the text of. */
static void
test_keeps_to_itself (void)
{
  g_assert_false (g_type_is_a (SGN_TYPE_PIN_FIELD, GTK_TYPE_EDITABLE));
  g_assert_false (g_type_is_a (SGN_TYPE_PIN_FIELD, GTK_TYPE_TEXT_VIEW));
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/pin-field/takes", test_takes);
  g_test_add_func ("/pin-field/refuses", test_refuses);
  g_test_add_func ("/pin-field/keeps-to-itself", test_keeps_to_itself);
  return g_test_run ();
}
