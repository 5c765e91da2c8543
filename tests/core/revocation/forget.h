/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Removes all answers of authorities that were kept, as if this program had never run. */
void forget_answers (void);
