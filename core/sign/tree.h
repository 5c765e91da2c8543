/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"

/* Signatures of a file as a tree: some beside each other, each with others nested in it. Counted
 * depth first from 0, in the order of a report. */

/* Makes another signature of @der, or removes it (return NULL without error). (transfer full) */
typedef GBytes *(*SgnSignatureFunc) (SgnSignedData *signature, gpointer user_data, GError **error);

/* The signatures with @func applied to number @index (-1: all). A removed signature that has others
 * nested in it is replaced by the first of them. NOT_SIGNED when there is no such number.
 * (transfer full) */
GPtrArray *sgn_signature_tree_map (GPtrArray *signatures,
                                   int index,
                                   SgnSignatureFunc func,
                                   gpointer user_data,
                                   GError **error);

/* DER of number @index. (transfer full) */
GBytes *sgn_signature_tree_get (GPtrArray *signatures, int index, GError **error);
