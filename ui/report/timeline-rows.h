/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/report/timeline-canvas.h"

/* How long each certificate is valid, as a bar. */
void sgn_timeline_draw_rows (SgnTimelineCanvas *canvas);
/* Whose they are; over the markers where they stand in their way. */
void sgn_timeline_draw_labels (SgnTimelineCanvas *canvas);
