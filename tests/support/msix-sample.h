/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/hash.h"
#include "tests/support/zip-sample.h"

/* Whom the tests sign as. */
#define MSIX_SAMPLE_PUBLISHER "CN=Example, O=Example Software"

/* A package with programs, pictures and an empty file; @publisher as in XML. Manifest, block map
 * and content types are its last three entries. */
ZipSample *msix_sample_new (SgnHash hash, const char *publisher, ZipSampleFlags flags);
/* The same with this program in place of text that goes by the name of one. */
ZipSample *
msix_sample_new_around (GBytes *program, SgnHash hash, const char *publisher, ZipSampleFlags flags);
/* A bundle of one such package. */
ZipSample *msix_sample_new_bundle (SgnHash hash, const char *publisher);
