/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

/* A Windows program that is as small as a compiler makes it: something to sign. */
int
main (void)
{
  return 0;
}
