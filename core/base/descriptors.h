/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Opens /dev/null as each of standard input, output and error that is closed. Otherwise the next
 * file to be opened would get its number, and messages would be written to that file. Call this
 * first in main(). */
void sgn_descriptors_fill (void);
