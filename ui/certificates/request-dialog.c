/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/request-dialog.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/base/choose-file.h"
#include "ui/base/signal-new.h"
#include "ui/certificates/key-place-row.h"
#include "ui/certificates/request-maker.h"
#include "ui/certificates/request-words.h"

struct _SgnRequestDialog {
  AdwWindow parent_instance;

  GtkWidget *content;
  GtkWidget *create;
  GtkSpinner *spinner;
  GtkEditable *organization;
  GtkEditable *locality;
  GtkEditable *state;
  GtkEditable *country;
  AdwExpanderRow *more;
  GtkEditable *name;
  GtkEditable *department;
  GtkEditable *email;
  SgnKeyPlaceRow *key_place;
  AdwComboRow *kind;
  GtkEditable *password;
  GtkEditable *again;
  GtkLabel *fault;

  SgnToken *token; /* chosen when the key is made; NULL: in a file */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (SgnRequestDialog, sgn_request_dialog, ADW_TYPE_WINDOW)

static guint made_signal;

static SgnRequestForm
get_form (SgnRequestDialog *self)
{
  return (SgnRequestForm){
    .organization = gtk_editable_get_text (self->organization),
    .locality = gtk_editable_get_text (self->locality),
    .state = gtk_editable_get_text (self->state),
    .country = gtk_editable_get_text (self->country),
    .name = gtk_editable_get_text (self->name),
    .department = gtk_editable_get_text (self->department),
    .email = gtk_editable_get_text (self->email),
    .password = gtk_editable_get_text (self->password),
    .again = gtk_editable_get_text (self->again),
    .on_token = sgn_key_place_row_get_token (self->key_place) != NULL,
  };
}

static void
show_fault (SgnRequestDialog *self, const char *text)
{
  gtk_label_set_label (self->fault, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), text != NULL);
}

static char *
update_create (SgnRequestDialog *self, const SgnRequestForm *form)
{
  char *fault = sgn_request_form_dup_fault (form);
  gboolean ready = sgn_request_form_is_complete (form) && fault == NULL;

  gtk_widget_set_sensitive (self->create, ready && !gtk_spinner_get_spinning (self->spinner));
  return fault;
}

static void
on_changed (SgnRequestDialog *self)
{
  SgnRequestForm form = get_form (self);
  g_autofree char *fault = update_create (self, &form);

  show_fault (self, fault);
}

/* If the token was pulled out, the resulting error stays on screen. */
static void
on_place_changed (SgnRequestDialog *self)
{
  SgnRequestForm form = get_form (self);
  g_autofree char *fault = update_create (self, &form);

  gtk_widget_set_visible (GTK_WIDGET (self->password), !form.on_token);
  gtk_widget_set_visible (GTK_WIDGET (self->again), !form.on_token);
  if (form.on_token || fault != NULL)
    show_fault (self, fault);
}

static void
set_busy (SgnRequestDialog *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->content, !busy);
  gtk_widget_set_sensitive (self->create, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnRequestDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnRequestItem) item = sgn_request_make_finish (result, &error);

  if (item != NULL)
    g_signal_emit (self, made_signal, 0, item);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (item != NULL) {
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  set_busy (self, FALSE);
  on_changed (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_autofree char *sentence = sgn_phrase_gerror (error);

    show_fault (self, sentence);
  }
}

static void
make (gpointer owner, GFile *file)
{
  SgnRequestDialog *self = owner;
  SgnRequestForm form = get_form (self);
  g_auto (GStrv) parts = sgn_request_form_get_parts (&form);
  const SgnRequestWishes wishes = {
    .parts = parts,
    .kind = (SgnKeyKind) adw_combo_row_get_selected (self->kind),
    .password = self->token == NULL ? (char *) form.password : NULL,
    .file = file,
  };

  set_busy (self, TRUE);
  show_fault (self, NULL);
  if (self->token != NULL)
    sgn_request_make_on_token_async (&wishes,
                                     GTK_WINDOW (self),
                                     self->token,
                                     self->cancellable,
                                     on_made,
                                     g_object_ref (self));
  else
    sgn_request_make_async (&wishes, self->cancellable, on_made, g_object_ref (self));
}

static void
on_create (SgnRequestDialog *self)
{
  SgnRequestForm form = get_form (self);
  g_autofree char *name = sgn_request_form_dup_file_name (&form);

  g_set_object (&self->token, sgn_key_place_row_get_token (self->key_place));
  sgn_choose_file_to_save (G_OBJECT (self),
                           GTK_WINDOW (self),
                           form.on_token ? _ ("Save Request") : _ ("Save Private Key"),
                           name,
                           make);
}

static gboolean
on_close_request (SgnRequestDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  return GDK_EVENT_PROPAGATE;
}

static void
fill (SgnRequestDialog *self, SgnCertificate *like)
{
  const struct {
    GtkEditable *entry;
    const char *id;
  } parts[] = {
    { self->organization, "O" }, { self->locality, "L" },    { self->state, "ST" },
    { self->country, "C" },      { self->department, "OU" }, { self->email, "emailAddress" },
    { self->name, "CN" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *value = sgn_request_dup_part (like, parts[i].id);

    gtk_editable_set_text (parts[i].entry, value);
  }
  if (g_str_equal (gtk_editable_get_text (self->name), gtk_editable_get_text (self->organization)))
    gtk_editable_set_text (self->name, "");
}

static void
sgn_request_dialog_dispose (GObject *object)
{
  SgnRequestDialog *self = SGN_REQUEST_DIALOG (object);

  g_clear_object (&self->token);
  G_OBJECT_CLASS (sgn_request_dialog_parent_class)->dispose (object);
}

static void
sgn_request_dialog_finalize (GObject *object)
{
  g_clear_object (&SGN_REQUEST_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (sgn_request_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, content);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, create);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, organization);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, locality);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, state);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, country);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, more);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, name);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, department);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, email);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, key_place);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, password);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, again);
  gtk_widget_class_bind_template_child (widget_class, SgnRequestDialog, fault);
}

static void
sgn_request_dialog_class_init (SgnRequestDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_request_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sgn_request_dialog_finalize;
  g_type_ensure (SGN_TYPE_KEY_PLACE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "certificates/request-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_place_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_create);
  gtk_widget_class_bind_template_callback (widget_class, on_close_request);
  made_signal = sgn_signal_new (SGN_TYPE_REQUEST_DIALOG, "made", SGN_TYPE_REQUEST_ITEM);
}

static void
sgn_request_dialog_init (SgnRequestDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (SgnKeyKind kind = 0; kind < SGN_N_KEY_KINDS; kind++)
    gtk_string_list_append (kinds, sgn_key_kind_get_title (kind));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (kinds));
}

GtkWidget *
sgn_request_dialog_new (GtkWindow *parent, SgnTokenList *tokens, SgnCertificate *like)
{
  SgnRequestDialog *self = g_object_new (SGN_TYPE_REQUEST_DIALOG, "transient-for", parent, NULL);

  sgn_key_place_row_set_tokens (self->key_place, tokens);
  if (like != NULL)
    fill (self, like);
  else
    gtk_editable_set_text (self->country, sgn_request_get_country ());
  adw_expander_row_set_expanded (self->more,
                                 gtk_editable_get_text (self->name)[0] != '\0' ||
                                     gtk_editable_get_text (self->department)[0] != '\0' ||
                                     gtk_editable_get_text (self->email)[0] != '\0');
  gtk_widget_grab_focus (GTK_WIDGET (self->organization));
  return GTK_WIDGET (self);
}
