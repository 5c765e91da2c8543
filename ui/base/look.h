/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/report/report.h"

/* The appearance of a result: icon, colour and word always come together. */
typedef enum {
  SGN_LOOK_NEUTRAL,
  SGN_LOOK_GOOD,
  SGN_LOOK_WARN,
  SGN_LOOK_BAD,
} SgnLook;

SgnLook sgn_look_for_verdict (SgnVerdict verdict);
SgnLook sgn_look_for_check (SgnCheckStatus status);
/* The state icon of the look; the neutral one is the dashed ring. */
const char *sgn_look_get_icon (SgnLook look);
/* Style class of icons and texts: "success", "warning", "error"; NULL for the neutral one. */
const char *sgn_look_get_style (SgnLook look);
/* Style class of a card: "good", "warn", "bad", "neutral". */
const char *sgn_look_get_card (SgnLook look);
