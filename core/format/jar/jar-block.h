/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/hash.h"

/* What a block states about the .SF file it was made over; nothing is verified here. */
typedef struct {
  gboolean elliptic; /* the key is an elliptic curve key */
  gboolean hash_known;
  SgnHash hash;
  GBytes *message_digest; /* (nullable) */
} JarBlock;

/* Fields that cannot be found are left FALSE or NULL. Clear the result. */
JarBlock sgn_jar_block_inspect (GBytes *der);
void sgn_jar_block_clear (JarBlock *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JarBlock, sgn_jar_block_clear)
