/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/sign/sign.h"
#include "core/verify/verify.h"
#include "tests/support/test-ca.h"

/* Somebody who signs, trusted by whoever uses @anchors, with a folder for files. */
typedef struct {
  char *folder;
  const char *file_name; /* (nullable): what the files it signs and verifies are called */
  TestCert *root;
  SgnAnchors *anchors;
  SgnSignRequest *request;
} Publisher;

Publisher *publisher_new (void);
/* Somebody whom every kind of file accepts: packages name their publisher, policies want RSA. */
Publisher *publisher_new_welcome (void);
void publisher_free (Publisher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Publisher, publisher_free)

/* A file of this content in the folder. (transfer full) */
GFile *publisher_add_file (Publisher *self, const char *name, GBytes *content);
/* How many names there are in the folder. */
guint publisher_count_files (Publisher *self);
/* (transfer full) */
GBytes *publisher_load (GFile *file);
/* What @plain becomes when it is signed. (transfer full) */
GBytes *publisher_sign (Publisher *self, GBytes *plain);
/* (transfer full) */
SgnReport *publisher_verify (Publisher *self, GBytes *bytes);
/* Seconds that this thread alone was at work: other programs want the processor too. */
double publisher_get_seconds (void);
/* The verdict alone, within so much time; a file that keeps us busy fails the test. */
#define PUBLISHER_SECONDS_MAX 1.0
SgnVerdict publisher_judge (Publisher *self, GBytes *bytes);
