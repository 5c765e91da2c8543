/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Answers every question for a password with @password, UTF-8. (transfer full) */
GTlsInteraction *test_answer_new (const char *password);
