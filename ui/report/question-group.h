/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/words/phrases.h"

/* The four questions with their answers, each opening to its facts. */
#define SGN_TYPE_QUESTION_GROUP (sgn_question_group_get_type ())
G_DECLARE_FINAL_TYPE (SgnQuestionGroup,
                      sgn_question_group,
                      SGN,
                      QUESTION_GROUP,
                      AdwPreferencesGroup)

/* @signature NULL: the file has none. */
void sgn_question_group_show (SgnQuestionGroup *self,
                              const SgnReport *report,
                              const SgnSignatureReport *signature);
