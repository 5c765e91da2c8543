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

/* Detects the format and opens the file. Errors: SGN_ERROR_FORMAT_UNSUPPORTED,
 * SGN_ERROR_FORMAT_FOREIGN and those of open(). (transfer full) */
SgnSubject *sgn_subject_open (SgnInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The detached signature @input, to be made for its beside file. (transfer full) */
SgnSubject *sgn_subject_open_message (SgnInput *input,
                                      SgnMessageForm form,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_subject_free (SgnSubject *self);
/* The title of this file or of its format, untranslated: N_(). (transfer none) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnSubject, sgn_subject_free)
const char *sgn_subject_get_title (SgnSubject *self);
/* What is possible with this file, which can be less than what the format can do. */
SgnFormatCaps sgn_subject_get_caps (SgnSubject *self);
/* Whether it is a signature of another file, without its content. */
gboolean sgn_subject_is_detached (SgnSubject *self);
/* The algorithm that a signature will use if @wanted is requested. */
SgnHash sgn_subject_choose_hash (SgnSubject *self, SgnHash wanted);
/* put_signatures() of the format. SGN_ERROR_NOT_SIGNABLE for more signatures than it can hold.
 * (transfer full) */
SgnPatch *sgn_subject_put_signatures (SgnSubject *self,
                                      GPtrArray *signatures,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
