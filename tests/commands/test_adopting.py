"""`enlsp archive YEAR --from`: an old site of another generator is kept as an earlier edition."""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sites import GOOD, Site, Told, words

from enlsp_site.importers import source
from enlsp_site.storage import disk

MakeSite = Callable[..., Site]
HOME = """\
<!doctype html>
<html><head><title>TINY 2029
 &amp; friends</title><link rel=canonical href='https://www.old.example/2029/'>
<link rel="stylesheet" href="/2029/assets/style.css?v=3"><script src=/2029/assets/a.js></script></head>
<body><a href="https://old.example/2029/about/#team">About</a> <a href="about">About</a> <a href="papers">Papers</a>
<img srcset="/2029/a%20b.png 1x, a%20b.png 2x" src="http://old.example/2029/a%20b.png" alt="">
<a href="https://old.example/2028/">2028</a> <a href="/2028/">2028</a> <a href="../2028/x.html">x</a>
<a href="https://elsewhere.example/2029/">no</a> <a href="mailto:a@b.example">mail</a> <a href="#top">top</a>
<a href="/2029/gone.pdf">gone</a> <a href="missing.html">missing</a>
</body></html>
"""
ABOUT = """\
<title>About</title><!-- <a href='/2029/nowhere'> -->
<a class=x href=/2029/>home</a><a href='missing.html'>m</a>
"""
OLD: Mapping[str, bytes] = {
    "index.html": HOME.encode(),
    "about/index.html": ABOUT.encode(),
    "papers.html": b"<style>a {background: url(/2029/a%20b.png)}</style>"
    b"<p style=\"background: url('/2029/a%20b.png')\">\xfc",
    "assets/style.css": b"/* url(nowhere.png) */ @import \"more.css\"; a {background: url('/2029/a%20b.png')}",
    "assets/more.css": b"b {background: url(../a%20b.png) url(data:image/png;base64,AA==)}",
    "assets/a.js": b'fetch("/2029/data.json")',
    "a b.png": b"picture",
    "vendor/jquery.js": b"jquery",
}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    more = "url: https://tiny.example/\neditions: [{title: TINY 2029, url: 'https://old.example/2029/'}]\n"
    return make_site({"content/site.yaml": f"{GOOD['content/site.yaml']!s}{more}"})


def folder(site: Site, files: Mapping[str, bytes]) -> str:
    """A folder beside the site with these files."""
    for name, data in files.items():
        path = site.folder.parent / "old" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return "../old"


def zipped(site: Site, files: Mapping[str, bytes], top: str = "") -> str:
    """A zip beside the site with these files."""
    with zipfile.ZipFile(site.folder.parent / "old.zip", "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(top + name, data)
    return "../old.zip"


def kept(site: Site) -> dict[str, bytes]:
    """All of the site's folder but what can be made again."""
    paths = (path for path in site.folder.rglob("*") if path.is_file())
    found = {path.relative_to(site.folder).as_posix(): path.read_bytes() for path in paths}
    return {name: data for name, data in found.items() if not name.startswith((".enlsp/", "public/"))}


def public(site: Site) -> dict[str, bytes]:
    start = "editions/2029/public/"
    return {name.removeprefix(start): data for name, data in kept(site).items() if name.startswith(start)}


def refused(site: Site, told: Told, before: Mapping[str, bytes]) -> str:
    """What was told of an old site that was not taken: nothing of it is there."""
    assert told.code == 1, told
    assert kept(site) == before
    assert site.run("check").code in (0, 1)
    assert kept(site) == before
    assert not (site.folder / ".enlsp/next").exists()
    return told.problems + told.summary


@pytest.mark.parametrize("form", [folder, zipped, lambda site, files: zipped(site, files, "tiny-gh-pages/")])
def test_it_is_an_edition_whose_links_work_below_its_folder(site: Site, form: Callable[..., str]) -> None:
    told = site.run("archive", "2029", "--from", form(site, OLD))
    assert told.code == 0, told
    files = public(site)
    assert files.keys() == OLD.keys()
    home = files["index.html"].decode()
    for link in (
        'rel=canonical href="index.html"',
        'href="assets/style.css?v=3"',
        'src="assets/a.js"',
        'href="about/index.html#team"',
        'href="about"',
        'href="papers.html"',
        'srcset="a%20b.png 1x, a%20b.png 2x" src="a%20b.png"',
        'href="https://old.example/2028/">2028</a> <a href="https://old.example/2028/">2028</a>',
        'href="https://old.example/2028/x.html"',
        'href="https://elsewhere.example/2029/"',
        'href="#top"',
        'href="/2029/gone.pdf"',
    ):
        assert link in home, link
    assert files["about/index.html"] == ABOUT.replace("href=/2029/", 'href="../index.html"').encode()
    assert files["papers.html"] == (
        b'<style>a {background: url("a%20b.png")}</style><p style="background: url(&quot;a%20b.png&quot;)">\xfc'
    )
    assert files["assets/style.css"] == (
        b'/* url(nowhere.png) */ @import "more.css"; a {background: url("../a%20b.png")}'
    )
    same = ("assets/more.css", "assets/a.js", "a b.png", "vendor/jquery.js")
    assert [name for name in same if files[name] != OLD[name]] == []


def test_what_leads_nowhere_is_told_once_with_its_place(site: Site) -> None:
    told = site.run("archive", "2029", "--from", folder(site, OLD))
    assert "old/index.html:9:4: warning: `/2029/gone.pdf` leads nowhere in this site [lost-link]" in told.problems
    assert "warning: `missing.html` leads nowhere in this site, in 2 files [lost-link]" in told.problems
    assert told.problems.count("[lost-link]") == 2
    assert "of which it says that it was at https://old.example/2029/" in told.out
    assert "site.yaml has TINY 2029 under `editions` still, at https://old.example/2029/: delete it there" in told.out


def test_it_is_listed_where_editions_are_and_no_byte_of_it_changes(site: Site) -> None:
    site.run("archive", "2029", "--from", folder(site, OLD))
    facts = (site.folder / "editions/2029/archive.yaml").read_text()
    assert "name: TINY\ntitle: TINY 2029 & friends\n" in facts
    site.write({"editions/2029/archive.yaml": facts.replace("# place:", "place:").replace("# papers:", "papers:")})
    told = site.build("--strict")
    assert (told.code, told.problems) == (0, "")
    after = site.published()
    assert {f"2029/{name}": data for name, data in public(site).items()}.items() <= after.items()
    row = "TINY 2029 TINY 2029 & friends Vancouver, Canada 24 papers"
    assert row in words(site.page("editions/index.html"))
    assert "<loc>https://tiny.example/2029/about/</loc>" in after["sitemap.xml"].decode()
    assert 'href="../2029/index.html"' in after["2031/call/index.html"].decode().replace("../../", "../")
    assert "archive-changed" not in site.run("check").problems
    listed = (site.folder / "editions/2029/archive.sha256").read_text()
    digest = hashlib.sha256(public(site)["about/index.html"]).hexdigest()
    assert f"{digest}  public/about/index.html\n" in listed
    site.write({"editions/2029/public/about/index.html": "changed"})
    assert (
        "editions/2029/public/about/index.html: error: this file of an archive was changed"
        in site.run("check").problems
    )


@pytest.mark.parametrize(
    ("links", "options", "made"),
    [
        ('<base href="/w/"><a href="about/">a</a>', (), '<a href="about/index.html">a</a>'),
        ('<link rel="canonical" href="https://x.example/w/"><base href="https://x.example/w/about/">'
         '<a href="../p.html">', (), '<link rel="canonical" href="index.html"><a href="p.html">'),
        ('<base target="_blank"><a href="about/">a</a>', (), '<base target="_blank"><a href="about/">a</a>'),
        ('<a href="/w/p.html">a</a><a href="/w/">b</a>', (), '<a href="p.html">a</a><a href="index.html">b</a>'),
        ('<a href="https://x.example/p.html">a</a>', (), '<a href="https://x.example/p.html">a</a>'),
        ('<a href="https://x.example/p.html">a</a>', ("--was-at", "x.example"), '<a href="p.html">a</a>'),
        ('<a href="//www.x.example/w/p.html?a=1&amp;b=2#c">a</a>', ("--was-at", "https://x.example/w"),
         '<a href="p.html?a=1&amp;b=2#c">a</a>'),
        ('<meta http-equiv="refresh" content="0; url=/p.html">', (),
         '<meta http-equiv="refresh" content="0; url=p.html">'),
        ('<meta name="x" content="0; url=/p.html">', (), '<meta name="x" content="0; url=/p.html">'),
        ('<script>x = "<a href=/p.html>"</script>', (),
         '<script>x = "<a href=/p.html>"</script>'),
        ("<a title=' href=/p.html' href = /p.html>a</a>", (), "<a title=' href=/p.html' href = \"p.html\">a</a>"),
        ('<a href="http://[broken">a</a><a href="javascript:x">b</a>', (),
         '<a href="http://[broken">a</a><a href="javascript:x">b</a>'),
        ('<a href="p.html?x#y">a</a><a href="%70.html">b</a>', (),
         '<a href="p.html?x#y">a</a><a href="%70.html">b</a>'),
    ],
)  # fmt: skip
def test_links_are_read_as_browsers_read_them(site: Site, links: str, options: tuple[str, ...], made: str) -> None:
    old = {"index.html": links.encode(), "p.html": b"<title>p</title>", "about/index.html": b"<title>a</title>"}
    told = site.run("archive", "2029", "--from", folder(site, old), *options)
    assert told.code == 0, told
    assert public(site)["index.html"].decode() == made


def test_names_that_lead_out_of_a_zip_are_refused(site: Site) -> None:
    before = kept(site)
    old = {**OLD, "../../evil.html": b"x", "/etc/evil": b"x", "C:\\evil": b"x"}
    said = refused(site, site.run("archive", "2029", "--from", zipped(site, old)), before)
    assert said.count("[path-outside-source]") == 3
    assert "this cannot be kept as it is; nothing was changed" in said
    assert not (site.folder.parent / "evil.html").exists()


def test_symlinks_are_refused_in_a_zip_and_in_a_folder(site: Site) -> None:
    before = kept(site)
    with zipfile.ZipFile(site.folder.parent / "old.zip", "w") as made:
        made.writestr("index.html", HOME)
        entry = zipfile.ZipInfo("secret.html")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(entry, "/etc/passwd")
    assert "[symlink]" in refused(site, site.run("archive", "2029", "--from", "../old.zip"), before)
    Path(site.folder.parent / folder(site, OLD)[3:], "link.html").symlink_to("/etc/passwd")
    assert "[symlink]" in refused(site, site.run("archive", "2029", "--from", "../old"), before)


def test_what_is_too_large_unpacked_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept(site)
    monkeypatch.setattr(source, "MOST_BYTES", 100_000)
    old = zipped(site, {"index.html": b"<title>x</title>", "bomb": bytes(200_000)})
    assert "[source-too-large]" in refused(site, site.run("archive", "2029", "--from", old), before)
    monkeypatch.setattr(source, "MOST_FILES", 3)
    assert "[source-too-large]" in refused(site, site.run("archive", "2029", "--from", folder(site, OLD)), before)


def test_a_damaged_zip_is_refused_and_leaves_nothing(site: Site) -> None:
    before = kept(site)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("index.html", "<title>x</title>")
        made.writestr("z.bin", b"unmistakable")
    (site.folder.parent / "old.zip").write_bytes(data.getvalue().replace(b"unmistakable", b"unmistakabl3"))
    assert "[unreadable-source]" in refused(site, site.run("archive", "2029", "--from", "../old.zip"), before)
    (site.folder.parent / "old.zip").write_bytes(b"no zip")
    assert "no zip archive" in refused(site, site.run("archive", "2029", "--from", "../old.zip"), before)
    assert "cannot be read" in refused(site, site.run("archive", "2029", "--from", "../nowhere.zip"), before)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"docs/a/index.html": b"x", "docs/index.html": b"x", "x.txt": b""}, "it is in docs/: name that folder"),
        ({"readme.txt": b"x"}, "there is no index.html at the top of this site"),
        ({"index.html": b"x", "A.html": b"x", "a.html": b"x"}, "this has the place of A.html"),
        ({"index.html": b"x", "a/b": b"x", "A": b"x"}, "this has the name of a folder, too"),
    ],
)
def test_what_could_not_be_published_whole_is_refused(site: Site, files: dict[str, bytes], said: str) -> None:
    before = kept(site)
    assert said in refused(site, site.run("archive", "2029", "--from", zipped(site, files)), before)


def test_nothing_is_overwritten(site: Site) -> None:
    old = folder(site, OLD)
    site.write({"static/2028/paper.pdf": "x"})
    (site.folder / "editions/2027").mkdir(parents=True)
    before = kept(site)
    assert "editions/2027 is there already" in site.run("archive", "2027", "--from", old).summary
    assert "is an edition of this site already" in site.run("archive", "2031", "--from", old).summary
    assert (
        "static/2028/paper.pdf is published as 2028/paper.pdf" in site.run("archive", "2028", "--from", old).summary
    )
    assert "`../x` is no name of an edition" in site.run("archive", "../x", "--from", old).summary
    assert "`ftp:x` is no address" in site.run(
        "archive", "2029", "--from", old, "--was-at", "ftp://x"
    ).summary.replace("://", ":")
    assert kept(site) == before
    site.write({"static/2028/paper.pdf": None})
    assert site.run("archive", "2029", "--from", old).code == 0
    before = kept(site)
    assert "is an edition of this site already" in site.run("archive", "2029", "--from", old).summary
    assert "has no .content/" in site.run("archive", "2029", "--thaw").summary
    assert kept(site) == before


class Killed(BaseException):
    """What stops a process here."""


def test_a_stop_at_any_rename_leaves_all_or_nothing(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site({})
    old = folder(site, {"index.html": b"<title>x</title>", "a/b.html": b"<title>b</title>"})
    before, rename, seen = kept(site), disk.replace, set()
    for count in range(1, 30):
        done = [0]

        def counting(path: str, final: str, between: str = "", done: list[int] = done, count: int = count) -> None:
            if "/editions/2029" in final or "/next" in final:
                done[0] += 1
                if done[0] == count:
                    raise Killed
            rename(path, final, between)

        with monkeypatch.context() as patch:
            patch.setattr(disk, "replace", counting)
            try:
                site.run("archive", "2029", "--from", old)
            except Killed:
                pass
            else:
                break
        site.run("schema")
        site.run("check")  # any command goes on
        now = kept(site)
        names = {name for name in now if name.startswith("editions/2029")}
        whole = {"public/index.html", "public/a/b.html", ".gitattributes", "archive.sha256", "archive.yaml"}
        assert names in (set(), {f"editions/2029/{name}" for name in whole})
        seen.add(bool(names))
        for name in names:
            (site.folder / name).unlink()
        for each in sorted((site.folder / "editions").rglob("*"), reverse=True):
            each.rmdir()
        if names:
            (site.folder / "editions").rmdir()
        assert {name for name in kept(site) if name in before} == before.keys()
    assert seen == {True, False}
