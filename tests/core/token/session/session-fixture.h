/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/error.h"
#include "core/token/session/session.h"
#include "tests/support/test-token.h"

#define LABEL "Signet Test"

/* A token of SoftHSM with a key of each kind. */
extern TestCert *session_root;
extern TestCert *session_rsa; /* id 1 */
extern TestCert *session_ec;  /* id 2 */

gboolean session_set_up (void); /* FALSE: no SoftHSM here */
void session_tear_down (void);

GBytes *session_make_digest (SgnHash hash);
void session_assert_verifies (TestCert *cert, SgnHash hash, GBytes *signature);
SgnTokenSession *session_open_key (SgnTokenModule *module, int id, TestPins *pins, GError **error);
GBytes *session_sign (SgnIdentity *identity, GError **error);
void session_assert_signs (SgnIdentity *identity);
void session_assert_fails (SgnIdentity *identity, int code);
void session_assert_log (const char *wanted);
SgnIdentity *session_open_faulty (SgnTokenModule *module);
void session_assert_opens_not (SgnTokenModule *module, TestPins *pins, int code);

/* Counts in an array with a place for each notice. */
void session_count_notice (SgnTokenNotice notice, SgnToken *token, gpointer counts);
