/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/format.h"

/* A file opened as its format. */
typedef struct {
  const SgnFormat *format;
  SgnInput *input;
  gpointer self;
} SgnSubject;

/* Detects and opens; FORMAT_UNSUPPORTED or what open() says. (transfer full) */
SgnSubject *sgn_subject_open (SgnInput *input, GError **error);
/* What will carry the signature of the file beside @input. (transfer full) */
SgnSubject *sgn_subject_open_message (SgnInput *input, SgnMessageForm form, GError **error);
void sgn_subject_free (SgnSubject *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnSubject, sgn_subject_free)
const char *sgn_subject_get_title (SgnSubject *self);
SgnFormatCaps sgn_subject_get_caps (SgnSubject *self);
/* The algorithm a signature will use where @wanted is asked for. */
SgnHash sgn_subject_choose_hash (SgnSubject *self, SgnHash wanted);
/* put_signatures() of the format; NOT_SIGNABLE for more than it can hold. (transfer full) */
SgnPatch *sgn_subject_put_signatures (SgnSubject *self, GPtrArray *signatures, GError **error);
