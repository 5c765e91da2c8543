/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Private to core/token/writer. */

#include "core/token/module/channel.h"
#include "core/token/writer/writer.h"

struct _SgnTokenWriter {
  SgnTokenModule *module;
  SgnTokenChannel *channel;
  SgnToken *token; /* current state */
  CK_SLOT_ID slot;
  CK_SESSION_HANDLE session;
  CK_OBJECT_HANDLE private_key; /* of the last key made; 0: none */
  CK_OBJECT_HANDLE public_key;
  gboolean is_rsa;
};
