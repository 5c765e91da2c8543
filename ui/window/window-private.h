/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/base/banner.h"
#include "ui/base/pages.h"
#include "ui/files/file-filter.h"
#include "ui/files/file-list.h"
#include "ui/history/history-list.h"
#include "ui/history/history-page.h"
#include "ui/identities/identity-list.h"
#include "ui/report/report-page.h"
#include "ui/signing/sign-bar.h"
#include "ui/signing/sign-page.h"
#include "ui/tokens/token-list.h"
#include "ui/window/drop-page.h"
#include "ui/window/window.h"

/* The parts of the window share this; nobody else includes it. */

typedef enum { SGN_UNDO_NOTHING, SGN_UNDO_RUN, SGN_UNDO_REMOVAL } SgnUndo;

/* What a banner tells of, the more urgent first: one is shown at a time. */
typedef enum {
  SGN_NOTICE_TOKEN,      /* removed during a run */
  SGN_NOTICE_EXPIRY,     /* of the certificate */
  SGN_NOTICE_HISTORY,    /* it is out of order */
  SGN_NOTICE_TIMESTAMPS, /* due */
  SGN_N_NOTICES
} SgnNoticeKind;

struct _SgnWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  SgnPages *pages;
  GtkStack *stack;
  SgnDropPage *drop_page;
  GtkWidget *files_page;
  GtkWidget *tint;
  AdwLeaflet *panes;
  GtkWidget *list_pane;
  GtkWidget *details_pane;
  AdwWindowTitle *list_title;
  AdwWindowTitle *details_title;
  GtkMenuButton *more;
  GMenuModel *file_menu;
  GMenuModel *alone_menu; /* while there is no list with the main menu */
  SgnFileFilter *file_filter;
  GtkListView *list;
  GtkStack *details;
  SgnReportPage *report_page;
  SgnSignPage *sign_page;
  SgnBanner *list_banner; /* while there is room for the list only */
  SgnBanner *details_banner;
  GtkRevealer *bar_revealer;
  SgnSignBar *sign_bar;

  SgnFileList *files;
  GtkMultiSelection *selection;
  SgnFileItem *current; /* whose details are shown */
  GtkFileChooserNative *chooser;
  guint update; /* source of what is put off */

  SgnIdentityList *identities;
  SgnTokenList *tokens;
  gboolean unlocking;           /* a token, for what is pending */
  SgnIdentityItem *expiry_seen; /* whose end the person has looked at */
  gboolean expiry_told;         /* today, before this window was there */
  GListStore *requests;         /* of SgnRequestItem, for further certificates */
  SgnSignRun *run;              /* at work, or the last one */
  GPtrArray *pending;           /* of SgnFileItem: to be signed once the key is open */
  gboolean pending_unstamped;   /* ... without a timestamp */
  GFile *pending_copy;          /* ... as this copy */
  gboolean closing;             /* when the run has ended */
  SgnUndo undo;                 /* what Ctrl+Z takes back */
  GPtrArray *removed;           /* of SgnFileItem, taken from the list last */
  GArray *removed_from;         /* of guint, their places */
  AdwToast *toast;              /* that offers Undo */
  SgnNotice *notices[SGN_N_NOTICES];
  SgnHistoryList *due;          /* what waits for a timestamp */
  SgnHistoryPage *history_page; /* (nullable), held by the pages */
  GError *history_trouble;      /* not shown yet */
};

void sgn_window_queue_update (SgnWindow *self);
void sgn_window_select (SgnWindow *self, SgnFileItem *item);
gboolean sgn_window_is_signing (SgnWindow *self);
/* Those chosen in the list, of SgnFileItem. (transfer full) */
GPtrArray *sgn_window_get_selected (SgnWindow *self);

/* window-files.c: files into the list and out of it. */
void sgn_window_files_class_init (GtkWidgetClass *widget_class);
void sgn_window_files_init (SgnWindow *self);
void sgn_window_restore_removed (SgnWindow *self);

/* window-signing.c: runs, and what they are made of. */
void sgn_window_signing_class_init (GtkWidgetClass *widget_class);
void sgn_window_signing_init (SgnWindow *self);
void sgn_window_signing_dispose (SgnWindow *self);
void sgn_window_signing_update (SgnWindow *self);
void sgn_window_start_pending (SgnWindow *self);
/* Takes @items; asks for what is missing first. @copy (nullable): signs into it. */
void sgn_window_sign_items (SgnWindow *self, GPtrArray *items, gboolean unstamped, GFile *copy);
/* The file whose details are shown, alone or none, of SgnFileItem. (transfer full) */
GPtrArray *sgn_window_get_current (SgnWindow *self);
/* Gives these (of SgnFileItem) the timestamps they lack, unless a run is at work. */
void sgn_window_stamp (SgnWindow *self, GPtrArray *items);
void
sgn_window_start_with_token (SgnWindow *self, SgnTokenSession *session, SgnTokenNotices *notices);

/* window-decisions.c: what becomes of a file that was not signed as wished. */
void sgn_window_decisions_class_init (GtkWidgetClass *widget_class);

/* window-certificates.c: whom one signs as. */
void sgn_window_certificates_class_init (GtkWidgetClass *widget_class);
void sgn_window_certificates_init (SgnWindow *self);
void sgn_window_add_certificate (SgnWindow *self, GFile *file);
/* The page of all certificates, with @item (SgnIdentityItem or SgnRequestItem, nullable) chosen. */
void sgn_window_show_certificates (SgnWindow *self, gpointer item);
/* From the details of that page to its list, where only one has room; else FALSE. */
gboolean sgn_window_leave_entry (SgnWindow *self);
/* Opens the chosen certificate, then signs what is pending. */
void sgn_window_open_identity (SgnWindow *self, SgnIdentityItem *item);

/* window-history.c: what was signed, and what waits for a timestamp. */
void sgn_window_history_class_init (GtkWidgetClass *widget_class);
void sgn_window_history_init (SgnWindow *self);
void sgn_window_history_dispose (SgnWindow *self);
void sgn_window_history_update (SgnWindow *self);
void sgn_window_history_changed (SgnWindow *self); /* a run or Undo wrote into it */

/* window-tokens.c: keys on tokens, and the modules they are reached through. */
void sgn_window_tokens_class_init (GtkWidgetClass *widget_class);
void sgn_window_tokens_init (SgnWindow *self);
/* Unlocks the key of the chosen certificate, then signs what is pending. */
void sgn_window_unlock_token (SgnWindow *self);
/* Is its token connected, where it lies on one? */
gboolean sgn_window_has_key (SgnWindow *self, SgnIdentityItem *item);

/* window-expiry.c: what is said of the end of the chosen certificate, and the newest chosen. */
void sgn_window_expiry_class_init (GtkWidgetClass *widget_class);
void sgn_window_expiry_init (SgnWindow *self);

/* window-undo.c: notes, and what they offer to take back. A note that offers Undo stays until the
 * next deed. */
void sgn_window_undo_class_init (GtkWidgetClass *widget_class);
void sgn_window_offer_undo (SgnWindow *self, const char *text, SgnUndo undo, const char *action);
void sgn_window_tell (SgnWindow *self, const char *text);

/* window-banner.c: what the person should know, though it is not about a file. */
void sgn_window_set_notice (SgnWindow *self, SgnNoticeKind kind, SgnNotice *notice); /* takes it */
void sgn_window_banner_update (SgnWindow *self);
void sgn_window_banner_dispose (SgnWindow *self);

/* window-close.c. TRUE: not now, a run is at work and the person was asked. */
gboolean sgn_window_delay_close (SgnWindow *self);
