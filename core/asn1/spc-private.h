/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Private to spc.c and spc-opus-info.c. */

#include "core/asn1/spc.h"

/* Of [0] to [2], primitive and constructed. */
#define TAG_0 0x80
#define TAG_1 0x81
#define CONS0 0xa0
#define CONS1 0xa1
#define CONS2 0xa2
