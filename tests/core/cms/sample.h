/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/builder.h"
#include "core/cms/signed-data.h"
#include "tests/support/test-ca.h"

/* SpcIndirectDataContent over a digest of @text. (transfer full) */
GBytes *sample_content_new (const char *text);
/* A code-signing identity with an intermediate certificate. (transfer full) */
SgnIdentity *sample_identity_new (const char *key_type);
/* DER of a signature by a new identity with this kind of key. (transfer full) */
GBytes *sample_signature_new (const char *key_type, SgnHash hash, const char *name);
SgnSignedData *sample_parse (GBytes *der); /* (transfer full) */
