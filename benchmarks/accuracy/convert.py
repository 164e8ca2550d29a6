"""Documents -> documents of another format by the programs that forces use: LibreOffice for many files in one call,
Chromium's print by one browser, and pages as pictures for scans.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

SOFFICE_SECONDS = 900
SCAN_DPI = 150


def office(files: list[Path], target: str) -> dict[Path, bytes]:
    """Each file converted to `target` ("pdf", "xls", "ods", "doc"). Names must differ from each other."""
    program = shutil.which("soffice")
    if not files or program is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", target,
             "--outdir", f"{folder}/out", *(str(path) for path in files)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=SOFFICE_SECONDS,
        )  # fmt: skip
        made = {}
        for path in files:
            result = Path(folder) / "out" / f"{path.stem}.{target}"
            if result.is_file():
                made[path] = result.read_bytes()
        return made


def printed(pages: list[Path]) -> dict[Path, bytes]:
    """HTML pages printed to PDF."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not pages or program is None:
        return {}
    from playwright.sync_api import sync_playwright

    made = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        for path in pages:
            page.set_content(path.read_text(encoding="utf-8"))
            made[path] = page.pdf(
                format="A4", margin={"top": "18mm", "bottom": "18mm", "left": "20mm", "right": "20mm"}
            )
        browser.close()
    return made


def scanned(data: bytes) -> bytes:
    """A PDF's pages as pictures in a PDF without any text."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    sheet = canvas.Canvas(out)
    document = pypdfium2.PdfDocument(data)
    for page in document:
        width, height = page.get_size()
        picture = page.render(scale=SCAN_DPI / 72).to_pil().convert("L")
        sheet.setPageSize((width, height))
        sheet.drawImage(ImageReader(picture), 0, 0, width, height)
        sheet.showPage()
    sheet.save()
    return out.getvalue()
