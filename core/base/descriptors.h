/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Opens what is closed of standard input, output and error on /dev/null: the next file that is
 * opened would have the number, and messages would go into it. First of all. */
void sgn_descriptors_fill (void);
