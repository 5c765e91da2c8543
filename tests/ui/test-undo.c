/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "tests/ui/ui-test.h"
#include "ui/window/undo.h"

typedef struct {
  guint taken_back;
  guint freed;
} Deed;

typedef struct {
  SgnUndo *undo;
  GtkWidget *window;
  GtkWidget *overlay;
  AdwToast *toast; /* the last one */
  guint toasts;
  Deed removal;
  Deed run;
} Fixture;

static void
on_toast (Fixture *self, AdwToast *toast)
{
  self->toasts++;
  g_set_object (&self->toast, toast);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->overlay), g_object_ref (toast));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->undo = sgn_undo_new ();
  self->window = gtk_window_new ();
  self->overlay = adw_toast_overlay_new ();
  gtk_window_set_child (GTK_WINDOW (self->window), self->overlay);
  gtk_window_present (GTK_WINDOW (self->window));
  g_signal_connect_swapped (self->undo, "toast", G_CALLBACK (on_toast), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->undo);
  g_clear_object (&self->toast);
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static void
restore (gpointer data)
{
  ((Deed *) data)->taken_back++;
}

/* Another kind of deed. */
static void
undo_run (gpointer data)
{
  restore (data);
}

static void
deed_free (gpointer data)
{
  ((Deed *) data)->freed++;
}

static void
offer_removal (Fixture *self)
{
  sgn_undo_offer (self->undo, "removed", restore, &self->removal, deed_free);
}

static void
offer_run (Fixture *self)
{
  sgn_undo_offer (self->undo, "signed", undo_run, &self->run, deed_free);
}

static void
test_once (Fixture *self, gconstpointer data)
{
  g_assert_false (sgn_undo_take_back (self->undo));
  offer_removal (self);
  g_assert_cmpuint (self->toasts, ==, 1);
  g_assert_true (sgn_undo_take_back (self->undo));
  g_assert_false (sgn_undo_take_back (self->undo));
  g_assert_cmpuint (self->removal.taken_back, ==, 1);
  g_assert_cmpuint (self->removal.freed, ==, 1);
}

static void
test_only_last (Fixture *self, gconstpointer data)
{
  offer_removal (self);
  offer_run (self);
  g_assert_cmpuint (self->removal.freed, ==, 1);
  g_assert_true (sgn_undo_take_back (self->undo));
  g_assert_false (sgn_undo_take_back (self->undo));
  g_assert_cmpuint (self->removal.taken_back, ==, 0);
  g_assert_cmpuint (self->run.taken_back, ==, 1);
}

/* A new run makes the old one final, but not what was removed from the list. */
static void
test_forget (Fixture *self, gconstpointer data)
{
  offer_removal (self);
  sgn_undo_forget (self->undo, undo_run);
  g_assert_cmpuint (self->removal.freed, ==, 0);
  offer_run (self);
  sgn_undo_forget (self->undo, undo_run);
  g_assert_cmpuint (self->run.freed, ==, 1);
  g_assert_false (sgn_undo_take_back (self->undo));
  g_assert_cmpuint (self->run.taken_back, ==, 0);
}

static void
count (guint *counter)
{
  (*counter)++;
}

static void
test_hide (Fixture *self, gconstpointer data)
{
  guint dismissed = 0;

  offer_removal (self);
  g_signal_connect_swapped (self->toast, "dismissed", G_CALLBACK (count), &dismissed);
  sgn_undo_hide (self->undo);
  g_assert_cmpuint (dismissed, ==, 1);
  g_assert_true (sgn_undo_take_back (self->undo));
  g_assert_cmpuint (dismissed, ==, 1);
}

static gboolean
click_button (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL) {
    g_signal_emit_by_name (widget, "clicked");
    return TRUE;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (click_button (child))
      return TRUE;
  return FALSE;
}

static void
test_button (Fixture *self, gconstpointer data)
{
  offer_removal (self);
  g_assert_true (click_button (self->overlay));
  g_assert_cmpuint (self->removal.taken_back, ==, 1);
  g_assert_false (sgn_undo_take_back (self->undo));
}

/* Nothing is taken back only because the window is closed. */
static void
test_dropped (Fixture *self, gconstpointer data)
{
  offer_removal (self);
  g_clear_object (&self->undo);
  g_assert_cmpuint (self->removal.freed, ==, 1);
  g_assert_cmpuint (self->removal.taken_back, ==, 0);
}

#define ADD(name, func) g_test_add ("/undo/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("once", test_once);
  ADD ("only-last", test_only_last);
  ADD ("forget", test_forget);
  ADD ("hide", test_hide);
  ADD ("button", test_button);
  ADD ("dropped", test_dropped);
  return g_test_run ();
}
