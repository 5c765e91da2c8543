/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <sys/stat.h>

#include "core/io/input.h"

/* Writes the octets of @view to the empty file @fd, sharing or copying in the kernel what it can.
 * @shown names the target in errors. */
gboolean sgn_output_copy (SgnInput *view,
                          int fd,
                          const char *shown,
                          GCancellable *cancellable,
                          GError **error);

/* Gives the file @to the owner and mode of @status and, where @from is not -1, the extended
 * attributes of @from. What the file system refuses is left out. */
void sgn_output_copy_attributes (int from, const struct stat *status, int to);

/* A new file of its own name in @folder, open for writing; -1 and errno on failure. */
int sgn_output_create_temporary (int folder, mode_t mode, char **name);

/* Gives the file @name in @folder, which is @original, a second name, as a hard link or else as a
 * copy. (transfer full) */
char *sgn_output_keep (int folder,
                       const char *name,
                       GFile *original,
                       const struct stat *status,
                       const char *shown,
                       GCancellable *cancellable,
                       GError **error);
