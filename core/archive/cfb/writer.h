/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/cfb/reader.h"
#include "core/io/patch.h"

/* Changes to a compound file, as a patch: streams of the root storage come and go in the way of
 * Windows (the first free entry, sector and mini sector, red-black insertion); everything else
 * stays where it is. Taking away what was put last restores the file as far as it can be known. */
typedef struct _SgnCfbWriter SgnCfbWriter;

/* @cfb must outlive the writer. */
SgnCfbWriter *sgn_cfb_writer_new (const SgnCfb *cfb);
void sgn_cfb_writer_free (SgnCfbWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnCfbWriter, sgn_cfb_writer_free)

/* Overwrites what belongs to no stream. An error (SGN_ERROR_NOT_SIGNABLE) where something follows
 * the last sector, which nothing says is not needed. To be called before anything else. */
void sgn_cfb_writer_wipe (SgnCfbWriter *self);
/* Takes away those of these streams that are there; they came in this order. To be called once,
 * before anything is put. */
void sgn_cfb_writer_remove (SgnCfbWriter *self, const char *const *names);
/* A new stream; @name is ASCII and not there yet. */
void sgn_cfb_writer_put (SgnCfbWriter *self, const char *name, GBytes *octets);
/* SGN_ERROR_NOT_SIGNABLE where the file would become too large. (transfer full) */
SgnPatch *sgn_cfb_writer_finish (SgnCfbWriter *self, GError **error);
