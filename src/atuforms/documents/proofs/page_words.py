"""What the page that verifies says, by the names under which its module asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atuforms.core.language.sentences import message

WORDS: Final[Mapping[str, str]] = {
    "title": message("Is this certificate genuine?"),
    "lead": message(
        "Scan the square code on the certificate, or open the PDF that you were given. Everything "
        "is checked in this browser; nothing is sent."
    ),
    "text": message("Text of the code"),
    "hint": message(
        "A phone's camera shows it when it is held over the code: copy all of it here."
    ),
    "verify": message("Verify"),
    "scan": message("Scan with the camera"),
    "open": message("Open a PDF or a photo"),
    "aim": message("Hold the code into the middle of the picture, close and flat."),
    "stop": message("Stop the camera"),
    "noCamera": message("The camera cannot be used here. Copy the text of the code instead."),
    "noScan": message(
        "This browser reads no codes from pictures. Open the PDF. Or let the phone read the code: "
        "with its camera or its code scanner, or hold a finger on the code in the photo; then copy "
        "the text here."
    ),
    "protected": message(
        "The PDF is protected, and this page cannot read it. Verify it with “atuforms verify”, or "
        "ask for the file as it was signed."
    ),
    "noProof": message(
        "This page sees no proof in the file: it was made without a key, printed anew by another "
        "program, or is another document. If it shows a code, scan the code."
    ),
    "noCode": message(
        "There is no proof in it, or its code was too poor to be read: scan the page again, flat "
        "and at 150 dpi or more."
    ),
    "office": message(
        "This page reads no Word documents. Verify it with “atuforms verify”, or ask for the PDF."
    ),
    "noPicture": message("The file is neither a PDF nor a picture."),
    "old": message("This browser is too old for signatures of this kind. Use a newer one."),
    "offline": message("This page works without the internet: save it and open it anywhere."),
    "form": message("Form"),
    "number": message("Number"),
    "date": message("Date of the document"),
    "signedAt": message("Time of signing"),
    "keyRow": message("Key"),
    "key": message("Key of the university: {id}"),
    "list": message("List of numbers of {day}"),
    "listBroken": message(
        "The list of numbers beside this page cannot be trusted and is not used."
    ),
    "difference": message("{place}: signed “{signed}”, found “{found}”"),
    "young": message(
        "The list of numbers is of {day}, before the date of the document. Ask for a newer one."
    ),
    "byList": message("By the list of numbers of {day}: it does not know what became void later."),
    "onlyCode": message(
        "Only the code was read. Compare form, number and date with those on the page; the other "
        "values the document itself shows, as a PDF or a Word file."
    ),
    "verdict.code": message("The code is genuine. Compare the paper with it"),
    "compareAsk": message("Does the paper say the same? Type what is printed on it."),
    "paperNumber": message("Number on the paper"),
    "paperDate": message("Date on the paper"),
    "compare": message("Compare"),
    "compareBoth": message("Type both, the number and the date."),
    "agrees": message("Genuine: the number and the date on the paper are those that were signed."),
    "differs": message("Not genuine: the paper says otherwise than what was signed."),
    "verdict.genuine": message("Genuine"),
    "verdict.altered": message("Altered after it was signed"),
    "verdict.saved": message("Not the file that was signed"),
    "verdict.void": message("The number is void"),
    "verdict.unknown-number": message("The number was never given out"),
    "verdict.unknown-key": message("Signed with a key that is not known here"),
    "verdict.not-signed": message("Not signed"),
    "verdict.unreadable": message("Cannot be read"),
    "advice.genuine": message("It is as it was signed."),
    "advice.saved": message(
        "Its proof and its record are genuine, but the file was saved by another program or "
        "altered after it was signed; this page cannot tell which. Ask for the file as it was "
        "signed, or verify it with “atuforms verify”."
    ),
    "advice.altered": message("Do not rely on it; ask the university for the document."),
    "advice.void": message("It is as it was signed, but the university has made its number void."),
    "advice.unknown-number": message(
        "Neither the register nor its published list has this number."
    ),
    "advice.unknown-key": message(
        "The key is none of those of this page. Get the newest page from the university."
    ),
    "advice.not-signed": message(
        "There is no proof in it: it was made without a key, or it is another document."
    ),
    "advice.unreadable": message(
        "The text is no proof, or it was cut off. Scan the code again, and give all that it holds."
    ),
    "pageText": message("Text of the document: expected “{signed}”, found “{found}”"),
}
