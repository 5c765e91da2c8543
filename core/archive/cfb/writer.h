/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/cfb/reader.h"
#include "core/io/patch.h"

/* Changes to a compound file, as a patch: adds and removes streams of the root storage as Windows
 * does (first free entry, sector and mini sector, red-black insertion) and moves nothing else.
 * Removing the streams that were added last restores the file as far as possible. Errors are kept
 * until sgn_cfb_writer_finish(). */
typedef struct _SgnCfbWriter SgnCfbWriter;

/* @cfb must outlive the writer. (transfer full) */
SgnCfbWriter *sgn_cfb_writer_new (const SgnCfb *cfb);
void sgn_cfb_writer_free (SgnCfbWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnCfbWriter, sgn_cfb_writer_free)

/* Overwrites bytes that are in no stream. SGN_ERROR_NOT_SIGNABLE if data follows the last sector,
 * because it may be needed. Call this before all other changes. */
void sgn_cfb_writer_wipe (SgnCfbWriter *self);
/* Removes those of these streams that exist; they were added in this order. Call this once, before
 * anything is put. */
void sgn_cfb_writer_remove (SgnCfbWriter *self, const char *const *names);
/* Adds a stream; @name is ASCII and must not exist. */
void sgn_cfb_writer_put (SgnCfbWriter *self, const char *name, GBytes *bytes);
/* The patch, or the first error of any change; SGN_ERROR_NOT_SIGNABLE if the file would become too
 * large. (transfer full) */
SgnPatch *sgn_cfb_writer_finish (SgnCfbWriter *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
