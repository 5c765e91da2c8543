/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"

/* The signatures of a file form a tree: several at the top level, each with others nested in it.
 * They are counted depth first from 0, in the order of a report. */

/* Sets *ret to the changed signature in DER, or to NULL to remove it. (transfer full) */
typedef gboolean (*SgnSignatureFunc) (SgnSignedData *signature,
                                      GBytes **ret,
                                      gpointer user_data,
                                      GError **error);

/* Applies @func to signature number @index (-1: all) and returns the resulting signatures. The
 * first signature nested in a removed one takes its place, and the others are nested in that one.
 * Errors: NOT_SIGNED when there is no such signature. (transfer full) */
GPtrArray *sgn_signature_tree_map (GPtrArray *signatures,
                                   int index,
                                   SgnSignatureFunc func,
                                   gpointer user_data,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The DER of signature number @index. Errors: NOT_SIGNED. (transfer full) */
GBytes *
sgn_signature_tree_get (GPtrArray *signatures, int index, GError **error) G_GNUC_WARN_UNUSED_RESULT;
