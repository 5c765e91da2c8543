/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* A request whose certificate has not been issued yet: where its key and the request are.
 * Immutable. */
#define SGN_TYPE_REQUEST_ITEM (sgn_request_item_get_type ())
G_DECLARE_FINAL_TYPE (SgnRequestItem, sgn_request_item, SGN, REQUEST_ITEM, GObject)

/* @name: the subject of the requested certificate; @made: Unix time. (transfer full) */
SgnRequestItem *sgn_request_item_new (GFile *key, GFile *request, const char *name, gint64 made);
/* @uri: of the key on a token. (transfer full) */
SgnRequestItem *
sgn_request_item_new_for_token (const char *uri, GFile *request, const char *name, gint64 made);
/* Reads a remembered request; NULL if it names no files. (transfer full) */
SgnRequestItem *sgn_request_item_new_for_variant (GVariant *variant);
GVariant *sgn_request_item_to_variant (SgnRequestItem *self); /* floating; never a secret */
#define SGN_REQUEST_ITEM_VARIANT "(sssx)"

/* NULL: on a token. (transfer none) */
GFile *sgn_request_item_get_key (SgnRequestItem *self);
const char *sgn_request_item_get_uri (SgnRequestItem *self); /* "pkcs11:…"; NULL: in a file */
/* (transfer none) */
GFile *sgn_request_item_get_request (SgnRequestItem *self);
const char *sgn_request_item_get_name (SgnRequestItem *self);
gint64 sgn_request_item_get_made (SgnRequestItem *self);
/* The request in PEM, as it is in its file. (transfer full) */
char *sgn_request_item_read (SgnRequestItem *self, GError **error);

/* The open requests of the user, of SgnRequestItem; changes are stored in @settings. (transfer
 * full) */
GListStore *sgn_requests_load (GSettings *settings);
