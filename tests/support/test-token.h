/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/token/session/pin-question.h"
#include "core/token/session/session.h"
#include "tests/support/test-ca.h"

#define TEST_TOKEN_PIN    "1234"
#define TEST_TOKEN_MODULE "/usr/lib/softhsm/libsofthsm2.so"

/* SoftHSM in a folder of its own, for the whole test program. FALSE where it is not installed. */
gboolean test_token_set_up (void);
void test_token_tear_down (void);

/* A new token. */
void test_token_make (const char *label);
/* Puts the key of @cert with the label and id (one octet) on the token; with certificate or not. */
void
test_token_put (const char *token, TestCert *cert, const char *label, int id, gboolean certificate);
void test_token_put_certificate (const char *token, TestCert *cert, const char *label, int id);
void test_token_delete (const char *label);

/* The module with faults. (transfer full) */
SgnTokenModule *test_token_faulty_module (void);
void test_token_set_fault (const char *fault); /* "" for none; empties the log */
char *test_token_get_log (void);               /* one line for each login. (transfer full) */
const char *test_token_get_fault (void);       /* what it is now; static */

/* The token of that label. (transfer full) */
SgnToken *test_token_find (SgnTokenModule *module, const char *label);

/* Answers questions for PINs from a list, then with UNHANDLED. */
#define TEST_TYPE_PINS (test_pins_get_type ())
G_DECLARE_FINAL_TYPE (TestPins, test_pins, TEST, PINS, GTlsInteraction)

TestPins *test_pins_new (const char *first, ...) G_GNUC_NULL_TERMINATED;
void test_pins_confirm (TestPins *self); /* the last try as well */
guint test_pins_get_n_asked (TestPins *self);
guint test_pins_get_n_retries (TestPins *self);
SgnPinState test_pins_get_state (TestPins *self); /* of the last question */
guint test_pins_get_n_files (TestPins *self);
