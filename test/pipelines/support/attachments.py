"""Prints the attachments of the mails in a Maildir as JSON: SHA-256, type and file name."""

import hashlib
import json
import mailbox
import sys

print(
    json.dumps(
        [
            {
                "sha256": hashlib.sha256(part.get_payload(decode=True)).hexdigest(),
                "type": part.get_content_type(),
                "name": part.get_filename(),
            }
            for message in mailbox.Maildir(sys.argv[1])
            for part in message.walk()
            if part.get_filename()
        ]
    )
)
