/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Prevents core files of this process and its children, because memory can contain secrets.
 * Async-signal-safe, so it can be called between fork and exec. */
void sgn_core_files_forbid (void);
