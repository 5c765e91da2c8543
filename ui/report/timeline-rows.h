/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/report/timeline-canvas.h"

/* Bars that show how long each certificate is valid. */
void sgn_timeline_draw_rows (SgnTimelineCanvas *canvas);
/* Their captions; drawn over markers that would cross them. */
void sgn_timeline_draw_labels (SgnTimelineCanvas *canvas);
