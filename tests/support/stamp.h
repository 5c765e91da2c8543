/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/signed-data.h"
#include "tests/support/test-ca.h"

/* Timestamps of any time without a server. Whatever fails aborts the test. */

/* A token of @tsa that says @value was there at @time. (transfer full) */
GBytes *test_stamp_new (TestCert *tsa, GBytes *value, gint64 time);
/* The signature with a token for each of @times (of gint64, up to 0) in the attribute @oid, instead
 * of those it has. (transfer full) */
GBytes *
test_stamp_signature (GBytes *signature, const char *oid, TestCert *tsa, const gint64 *times);
