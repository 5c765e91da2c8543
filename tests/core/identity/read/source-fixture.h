/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/error.h"
#include "core/identity/read/source.h"
#include "tests/support/test-ca.h"

/* Answers password questions from a list, then with UNHANDLED. */
#define TEST_TYPE_INTERACTION (test_interaction_get_type ())
G_DECLARE_FINAL_TYPE (TestInteraction, test_interaction, TEST, INTERACTION, GTlsInteraction)

struct _TestInteraction {
  GTlsInteraction parent_instance;

  const char *const *answers;
  guint n_asked;
  guint n_retries;
  gboolean cancel;
  char *description;
};

/* @answers: ends with NULL, kept by the caller. (transfer full) */
TestInteraction *test_interaction_new (const char *const *answers);

/* A certificate with its chain, and the names of files to put it into. */
typedef struct {
  char *dir;
  char *path;
  char *other;
  TestCert *root;
  TestCert *lower;
  TestCert *leaf;
  GPtrArray *chain;
} SourceFixture;

/* @key_type: of the certificate; NULL: any. */
void source_set_up (SourceFixture *f, gconstpointer key_type);
void source_tear_down (SourceFixture *f, gconstpointer key_type);

SgnIdentity *
source_open (SourceFixture *f, TestInteraction *interaction, gboolean with_other, GError **error);
void source_assert_identity (SourceFixture *f, SgnIdentity *identity, guint chain);

/* Opens f->path with one password, NULL = must open without being asked. */
void source_assert_opens (SourceFixture *f, const char *password, gboolean with_other, guint chain);
void source_assert_fails (SourceFixture *f, const char *password, gboolean with_other, int code);
