/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

#define SGN_ERROR (sgn_error_quark ())

/* Each code has a stable identifier (sgn_error_code_to_id) for reports and scripts, and one
 * sentence in core/words. The GError message is only the detail: a translated fragment without
 * capital and full stop that names what is wrong and where. Cancelling is always
 * G_IO_ERROR_CANCELLED. */
typedef enum {
  SGN_ERROR_FAILED,             /* "failed": nothing below fits */
  SGN_ERROR_FILE_UNREADABLE,    /* "file-unreadable" */
  SGN_ERROR_FILE_DAMAGED,       /* "file-damaged": the container breaks its own rules */
  SGN_ERROR_FILE_READONLY,      /* "file-readonly" */
  SGN_ERROR_FILE_CHANGED,       /* "file-changed": changed while in use */
  SGN_ERROR_WRITE_FAILED,       /* "write-failed": disk full and the like */
  SGN_ERROR_FORMAT_UNSUPPORTED, /* "format-unsupported" */
  SGN_ERROR_FORMAT_FOREIGN,     /* "format-foreign": another program signs such files */
  SGN_ERROR_NOT_SIGNABLE,       /* "not-signable": known format, but this file must not be signed */
  SGN_ERROR_ALREADY_SIGNED,     /* "already-signed" */
  SGN_ERROR_NOT_SIGNED,         /* "not-signed": nothing to remove, extract or timestamp */
  SGN_ERROR_SIGNATURE_DAMAGED,  /* "signature-damaged": no readable SignedData */
  SGN_ERROR_PFX_PASSWORD,       /* "pfx-password": also for encrypted PEM keys */
  SGN_ERROR_PFX_CIPHER,         /* "pfx-cipher" */
  SGN_ERROR_PFX_DAMAGED,        /* "pfx-damaged" */
  SGN_ERROR_PASSWORD_NEEDED,    /* "password-needed": not given, and cannot be asked for */
  SGN_ERROR_CERT_DAMAGED,       /* "cert-damaged": not a certificate */
  SGN_ERROR_CERT_MISSING, /* "cert-missing": a key without its certificate, or no certificate of
                             that name */
  SGN_ERROR_CERT_EXPIRED, /* "cert-expired" */
  SGN_ERROR_CERT_NOT_YET_VALID, /* "cert-not-yet-valid" */
  SGN_ERROR_KEY_MISSING,        /* "key-missing": a certificate without its key */
  SGN_ERROR_KEY_MISMATCH,       /* "key-mismatch" */
  SGN_ERROR_KEY_UNSUPPORTED,    /* "key-unsupported": Ed25519, RSA-PSS, other curves */
  SGN_ERROR_KEY_FAILED,         /* "key-failed": the key refused to sign */
  SGN_ERROR_EKU_MISSING,        /* "eku-missing": certificate is not for code signing */
  SGN_ERROR_PUBLISHER_MISMATCH, /* "publisher-mismatch" */
  SGN_ERROR_TS_UNREACHABLE,     /* "ts-unreachable" */
  SGN_ERROR_TS_BUSY,            /* "ts-busy": come back later */
  SGN_ERROR_TS_DENIED,          /* "ts-denied": login missing or rejected */
  SGN_ERROR_TS_ADDRESS,         /* "ts-address": no such service at this address */
  SGN_ERROR_TS_REFUSED,         /* "ts-refused": server refused or sent an invalid answer */
  SGN_ERROR_TS_UNTRUSTED,       /* "ts-untrusted": answer signed with an unsuitable certificate */
  SGN_ERROR_SELF_CHECK,         /* "self-check": the finished signature did not verify */
  SGN_ERROR_NETWORK,            /* "network" */
  SGN_ERROR_PIN_WRONG,          /* "pin-wrong" */
  SGN_ERROR_PIN_FINAL,          /* "pin-final": one try is left, and using it was not confirmed */
  SGN_ERROR_PIN_LOCKED,         /* "pin-locked" */
  SGN_ERROR_PIN_NEEDED,         /* "pin-needed": not given, and cannot be asked for */
  SGN_ERROR_TOKEN_MISSING,      /* "token-missing": not plugged in, or removed */
  SGN_ERROR_TOKEN_AMBIGUOUS,    /* "token-ambiguous": several tokens or keys fit */
  SGN_ERROR_TOKEN_FAILED,       /* "token-failed": the token does not work as it should */
  SGN_ERROR_TOKEN_KEY_MISSING,  /* "token-key-missing": the key is not on the token */
  SGN_ERROR_TOKEN_MECHANISM, /* "token-mechanism": the token cannot make this kind of signature */
  SGN_ERROR_TOKEN_ADDRESS,   /* "token-address": malformed PKCS#11 URI */
  SGN_ERROR_MODULE_MISSING,  /* "module-missing": no such file, or not a PKCS#11 module */
  SGN_ERROR_MODULE_CRASHED,  /* "module-crashed" */
  SGN_ERROR_MODULE_HANGS,    /* "module-hangs" */
  SGN_ERROR_KEY_WEAK,        /* "key-weak": RSA below 2048 */
  SGN_ERROR_FILE_EXISTS,     /* "file-exists": exists and must not be replaced without asking */
  SGN_ERROR_SUBJECT,         /* "subject": no usable name for a certificate */
  SGN_ERROR_ISSUER_MISSING,  /* "issuer-missing": an intermediate certificate cannot be found */
  SGN_ERROR_HISTORY,         /* "history": the history of signatures is damaged */
  SGN_ERROR_KEYRING,         /* "keyring": no keyring, or the keyring refused */
  SGN_ERROR_TOO_COSTLY,      /* "too-costly": made to keep its reader busy */
  SGN_ERROR_RESULT_WORSE,    /* "result-worse": the file would be in a worse state than before */
  SGN_ERROR_LIST_REFUSED,    /* "list-refused": a trust list that cannot be believed */
  SGN_N_ERRORS
} SgnError;

GQuark sgn_error_quark (void);

/* The stable identifier of a code, such as "pfx-password". (transfer none) */
const char *sgn_error_code_to_id (SgnError code);

/* Sets @error with the oldest reason on OpenSSL's error queue as detail, and clears the queue. */
void sgn_error_set_openssl (GError **error, SgnError code, const char *what);

/* Sets @error to the text of errno @number about @what, a name. A write that failed for lack of
 * permission becomes SGN_ERROR_FILE_READONLY. */
void sgn_error_set_errno (GError **error, SgnError fallback, int number, const char *what);

/* Converts a GIO or errno error to an SgnError, but keeps G_IO_ERROR_CANCELLED. Consumes @cause. */
void sgn_error_take_io (GError **error, SgnError fallback, GError *cause);
