#!/usr/bin/env python3
"""Imports files of XML and HTML under strace, and lists every file and address that is opened beside them.

    opened_files.py ISTHMUS SCRATCH FOLDER...

All files of the folders are imported, and documents made here that ask for others: by entities, document types,
parameter entities, XInclude, style sheets, schemas and pictures. What an import without a file opens (libraries, the
time zone) is not counted; every other file that is opened, and every socket, is an offence.
"""
import pathlib
import re
import subprocess
import sys

SECRET = "file:///etc/passwd"
ADDRESS = "http://127.0.0.1:9/x"
ATTRIBUTE = "<p n='&e;'/>"
NOTATION = "<p n='e'/>"
INCLUDED = f"<xi:include href='{SECRET}' parse='text'/>"
INCLUDED_ADDRESS = f"<xi:include href='{ADDRESS}'/>"
NOTHING = ""
REFERENCE, OUTER, UNDECLARED = "<p>&e;</p>", "&f;", "&undeclared;"
BODY = "<text><body><p>One sentence stands here.</p>%s</body></text>"
DOCUMENTS = {
    "entity": f'<!DOCTYPE TEI [<!ENTITY e SYSTEM "{SECRET}">]><TEI>{BODY % REFERENCE}</TEI>',
    "entity of an address": f'<!DOCTYPE TEI [<!ENTITY e SYSTEM "{ADDRESS}">]><TEI>{BODY % REFERENCE}</TEI>',
    "entity in an attribute": f'<!DOCTYPE TEI [<!ENTITY e SYSTEM "{SECRET}">]><TEI>{BODY % ATTRIBUTE}</TEI>',
    "entity that is not used": f'<!DOCTYPE TEI [<!ENTITY e SYSTEM "{SECRET}">]><TEI>{BODY % NOTHING}</TEI>',
    "entity inside an entity": f'<!DOCTYPE TEI [<!ENTITY e SYSTEM "{SECRET}"><!ENTITY f "&e;">]><TEI>{BODY % OUTER}</TEI>',
    "parameter entity": f'<!DOCTYPE TEI [<!ENTITY % e SYSTEM "{SECRET}"> %e;]><TEI>{BODY % NOTHING}</TEI>',
    "parameter entity of an address": f'<!DOCTYPE TEI [<!ENTITY % e SYSTEM "{ADDRESS}"> %e;]><TEI>{BODY % NOTHING}</TEI>',
    "unparsed entity": f'<!DOCTYPE TEI [<!NOTATION n SYSTEM "{ADDRESS}"><!ENTITY e SYSTEM "{SECRET}" NDATA n>]>'
                       f'<TEI>{BODY % NOTATION}</TEI>',
    "document type of a file": f'<!DOCTYPE TEI SYSTEM "{SECRET}"><TEI>{BODY % UNDECLARED}</TEI>',
    "document type of an address": f'<!DOCTYPE TEI PUBLIC "-//X//Y" "{ADDRESS}"><TEI>{BODY % UNDECLARED}</TEI>',
    "document type of HTML": '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
                             '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html><body><p>One.&nbsp;</p></body></html>',
    "standalone no": f'<?xml version="1.0" standalone="no"?><!DOCTYPE TEI SYSTEM "{SECRET}"><TEI>{BODY % NOTHING}</TEI>',
    "XInclude": f'<TEI xmlns:xi="http://www.w3.org/2001/XInclude">{BODY % INCLUDED}</TEI>',
    "XInclude of an address": f'<TEI xmlns:xi="http://www.w3.org/2001/XInclude">{BODY % INCLUDED_ADDRESS}</TEI>',
    "style sheet": f'<?xml-stylesheet href="{SECRET}" type="text/xsl"?><TEI>{BODY % NOTHING}</TEI>',
    "catalogue": f'<?oasis-xml-catalog catalog="{SECRET}"?><TEI>{BODY % NOTHING}</TEI>',
    "schema": f'<TEI xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a {SECRET}">{BODY % NOTHING}</TEI>',
    "page with pictures": f'<html><head><base href="{ADDRESS}"><link rel=stylesheet href="{SECRET}"><script src="{ADDRESS}">'
                          f'</script></head><body><p>One sentence here.<img src="{SECRET}"><iframe src="{ADDRESS}">'
                          '</iframe><object data="x.svg"></object></p></body></html>',
}


def calls(isthmus, path, trace):
    """The files that an import opens to read or to look at, and its sockets."""
    subprocess.run(["strace", "-f", "-qq", "-e", "trace=open,openat,openat2,socket,connect,sendto,execve,stat,access,newfstatat",
                    "-o", trace, isthmus, "corpus", "import", path], capture_output=True)
    found = set()
    for line in pathlib.Path(trace).read_text(errors="replace").splitlines():
        call = re.sub(r"^\d+ +", "", line)
        name = call.split("(")[0]
        file = re.search(r'"([^"]*)"', call)
        if name in ("socket", "connect", "sendto"):
            found.add(call.split(" = ")[0])
        elif file and file.group(1):
            found.add(file.group(1))
    return found


def main():
    isthmus, scratch, *folders = sys.argv[1:]
    scratch = pathlib.Path(scratch)
    scratch.mkdir(parents=True, exist_ok=True)
    trace, made = str(scratch / "trace"), scratch / "made"
    made.mkdir(exist_ok=True)
    plain = made / "plain.xml"
    plain.write_text(f"<TEI>{BODY % NOTHING}</TEI>")
    page = made / "plain.html"
    page.write_text("<html><body><p>One sentence stands here.</p></body></html>")
    usual = calls(isthmus, str(plain), trace) | calls(isthmus, str(page), trace)
    files = []
    for number, (_, text) in enumerate(DOCUMENTS.items()):
        file = made / f"{number}.{'html' if text.lower().startswith('<html') else 'xml'}"
        file.write_text(text)
        files.append(file)
    files += sorted(file for folder in folders for file in pathlib.Path(folder).rglob("*") if file.is_file())
    offences = 0
    for file in files:
        opened = calls(isthmus, str(file), trace)
        if str(file) not in opened:
            sys.exit(f"strace did not see that {file} was opened")
        others = opened - usual - {str(file)}
        if others:
            offences += 1
            print(f"{file}: {', '.join(sorted(others))}")
    print(f"{len(files)} files, {len(DOCUMENTS)} of them made to ask for others: {offences} opened another file, or a socket")


main()
