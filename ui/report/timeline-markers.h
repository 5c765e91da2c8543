/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/report/timeline-canvas.h"

/* The lines for the signature and for today, with their captions. */
void sgn_timeline_draw_markers (SgnTimelineCanvas *canvas);
