/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "tests/support/publisher.h"
#include "tests/support/samples.h"

/* Changes the signatures of a signed file as somebody would who knows how they are built: taken
 * apart, changed, and put together with the right lengths. Nobody has the key, so that no such file
 * may be valid but for what SECURITY.md names as not covered and harmless. */
typedef struct {
  const SgnSample *sample;
  Publisher *publisher;
  GBytes *file;          /* signed */
  GPtrArray *signatures; /* of GBytes */
} Mutator;

Mutator *mutator_new (const SgnSample *sample);
void mutator_free (Mutator *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mutator, mutator_free)

/* One file with one to three changes. What is wrong with the verdict, or NULL. (transfer full) */
char *mutator_try (Mutator *self, GRand *random);
