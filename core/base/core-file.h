/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Memory with secrets in it is never written down: neither this process nor those it starts leave a
 * core file when they crash. Safe between fork and exec. */
void sgn_core_files_forbid (void);
