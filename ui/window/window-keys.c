/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/window-keys.h"

void
sgn_window_keys_bind (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } bindings[] = {
    { GDK_KEY_Escape, 0, "win.back" },
    { GDK_KEY_F6, 0, "win.next-area" },
    { GDK_KEY_z, GDK_CONTROL_MASK, "win.undo" },
    { GDK_KEY_v, GDK_CONTROL_MASK, "files.paste" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "run.sign" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "run.sign" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class,
                                         bindings[i].key,
                                         bindings[i].modifiers,
                                         bindings[i].action,
                                         NULL);
}
