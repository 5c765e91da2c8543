/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/subject.h"
#include "core/report/report.h"
#include "core/verify/options.h"

/* One verification under way: what each of its parts has to know. */
typedef struct {
  SgnSubject *subject; /* (nullable): a kind of file that carries no signature itself */
  const SgnVerifyOptions *options;
  gint64 now;        /* Unix time that is judged at */
  SgnReport *report; /* (nullable): of the file; receives signatures and findings */
  GCancellable *cancellable;
} SgnVerifyContext;
