/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/pages.h"

/* Below it the panes fold. */
#define NARROW_WIDTH 700

struct _SgnPages {
  AdwBin parent_instance;

  AdwLeaflet *leaflet;
  GtkWidget *root;
  GPtrArray *pushed;  /* of GtkWidget, topmost last */
  GPtrArray *leaving; /* of GtkWidget, to be removed after the transition */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (SgnPages, sgn_pages, ADW_TYPE_BIN)

enum { PROP_ROOT = 1, PROP_NARROW };

static GtkWidget *
get_top (SgnPages *self)
{
  if (self->pushed->len == 0)
    return self->root;
  return g_ptr_array_index (self->pushed, self->pushed->len - 1);
}

static void
remove_leaving (SgnPages *self)
{
  for (guint i = 0; i < self->leaving->len; i++)
    adw_leaflet_remove (self->leaflet, g_ptr_array_index (self->leaving, i));
  g_ptr_array_set_size (self->leaving, 0);
}

static gboolean
on_idle (gpointer data)
{
  SgnPages *self = SGN_PAGES (data);

  if (self->leaflet != NULL && !adw_leaflet_get_child_transition_running (self->leaflet))
    remove_leaving (self);
  return G_SOURCE_REMOVE;
}

static void
on_transition (SgnPages *self)
{
  /* The leaflet must not lose a child while it tells of it. */
  if (self->leaving->len > 0 && !adw_leaflet_get_child_transition_running (self->leaflet))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle, g_object_ref (self), g_object_unref);
}

static void
focus_origin (GtkWidget *page)
{
  GWeakRef *origin = g_object_get_data (G_OBJECT (page), "sgn-origin");
  g_autoptr (GtkWidget) widget = g_weak_ref_get (origin);

  if (widget != NULL && gtk_widget_get_mapped (widget))
    gtk_widget_grab_focus (widget);
}

/* Also called after a swipe, which moves the leaflet without our help. */
static void
on_visible_child (SgnPages *self)
{
  GtkWidget *visible = adw_leaflet_get_visible_child (self->leaflet);

  while (self->pushed->len > 0 && get_top (self) != visible) {
    GtkWidget *page = g_ptr_array_steal_index (self->pushed, self->pushed->len - 1);

    g_ptr_array_add (self->leaving, page);
    if (get_top (self) == visible)
      focus_origin (page);
  }
  on_transition (self);
}

static void
free_origin (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
set_origin (GtkWidget *page, GtkWidget *origin)
{
  GWeakRef *reference = g_new0 (GWeakRef, 1);

  g_weak_ref_init (reference, origin);
  g_object_set_data_full (G_OBJECT (page), "sgn-origin", reference, free_origin);
}

/* Not during size allocation, which must not change style classes. */
static gboolean
on_narrow (gpointer data)
{
  SgnPages *self = SGN_PAGES (data);

  if (self->narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  g_object_notify (G_OBJECT (self), "narrow");
  return G_SOURCE_REMOVE;
}

static void
sgn_pages_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SgnPages *self = SGN_PAGES (widget);
  gboolean narrow = width < NARROW_WIDTH;

  if (narrow != self->narrow) {
    self->narrow = narrow;
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_narrow, g_object_ref (self), g_object_unref);
  }
  gtk_widget_allocate (GTK_WIDGET (self->leaflet), width, height, baseline, NULL);
}

static GtkSizeRequestMode
sgn_pages_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (GTK_WIDGET (SGN_PAGES (widget)->leaflet));
}

static void
sgn_pages_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (SGN_PAGES (widget)->leaflet),
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
}

static void
sgn_pages_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_NARROW);
  g_value_set_boolean (value, SGN_PAGES (object)->narrow);
}

static void
sgn_pages_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SgnPages *self = SGN_PAGES (object);

  g_assert (id == PROP_ROOT && self->root == NULL);
  self->root = g_value_get_object (value);
  adw_leaflet_append (self->leaflet, self->root);
}

static void
sgn_pages_dispose (GObject *object)
{
  SgnPages *self = SGN_PAGES (object);

  if (self->leaflet != NULL)
    g_signal_handlers_disconnect_by_data (self->leaflet, self);
  self->leaflet = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->pushed, g_ptr_array_unref);
  g_clear_pointer (&self->leaving, g_ptr_array_unref);
  G_OBJECT_CLASS (sgn_pages_parent_class)->dispose (object);
}

static void
sgn_pages_class_init (SgnPagesClass *klass)
{
  GTK_WIDGET_CLASS (klass)->size_allocate = sgn_pages_size_allocate;
  GTK_WIDGET_CLASS (klass)->get_request_mode = sgn_pages_get_request_mode;
  GTK_WIDGET_CLASS (klass)->measure = sgn_pages_measure;
  G_OBJECT_CLASS (klass)->get_property = sgn_pages_get_property;
  G_OBJECT_CLASS (klass)->set_property = sgn_pages_set_property;
  G_OBJECT_CLASS (klass)->dispose = sgn_pages_dispose;
  g_object_class_install_property (G_OBJECT_CLASS (klass),
                                   PROP_ROOT,
                                   g_param_spec_object ("root",
                                                        NULL,
                                                        NULL,
                                                        GTK_TYPE_WIDGET,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (G_OBJECT_CLASS (klass),
                                   PROP_NARROW,
                                   g_param_spec_boolean ("narrow",
                                                         NULL,
                                                         NULL,
                                                         FALSE,
                                                         G_PARAM_READABLE |
                                                             G_PARAM_STATIC_STRINGS));
}

static void
sgn_pages_init (SgnPages *self)
{
  /* Its own width is only told to a widget that lays itself out. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  self->pushed = g_ptr_array_new ();
  self->leaving = g_ptr_array_new ();
  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_can_unfold (self->leaflet, FALSE);
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->leaflet));
  g_signal_connect_swapped (self->leaflet,
                            "notify::visible-child",
                            G_CALLBACK (on_visible_child),
                            self);
  g_signal_connect_swapped (self->leaflet,
                            "notify::child-transition-running",
                            G_CALLBACK (on_transition),
                            self);
}

void
sgn_pages_push (GtkWidget *origin, GtkWidget *page)
{
  SgnPages *self = SGN_PAGES (gtk_widget_get_ancestor (origin, SGN_TYPE_PAGES));

  g_return_if_fail (self != NULL);
  remove_leaving (self);
  set_origin (page, origin);
  adw_leaflet_append (self->leaflet, page);
  g_ptr_array_add (self->pushed, page);
  adw_leaflet_set_visible_child (self->leaflet, page);
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

void
sgn_pages_open (SgnPages *self, GtkWidget *page)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  sgn_pages_push (inside ? focus : self->root, page);
}

gboolean
sgn_pages_pop (SgnPages *self)
{
  if (self->pushed->len == 0)
    return FALSE;
  adw_leaflet_set_visible_child (self->leaflet,
                                 self->pushed->len > 1
                                     ? g_ptr_array_index (self->pushed, self->pushed->len - 2)
                                     : self->root);
  return TRUE;
}

GtkWidget *
sgn_pages_get_top (SgnPages *self)
{
  return get_top (self);
}

gboolean
sgn_pages_raise (SgnPages *self, GtkWidget *page)
{
  if (page == NULL)
    page = self->root;
  if (page != self->root && !g_ptr_array_find (self->pushed, page, NULL))
    return FALSE;
  adw_leaflet_set_visible_child (self->leaflet, page);
  return TRUE;
}

gboolean
sgn_pages_is_at_root (SgnPages *self)
{
  return self->pushed->len == 0;
}

gboolean
sgn_pages_is_narrow (SgnPages *self)
{
  return self->narrow;
}
