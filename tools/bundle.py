"""Make bundle/: wheels, weights and install scripts for a machine without a network."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUNDLE = ROOT / "bundle"
MODEL = "qwen2.5-1.5b"

INSTALL_SH = """#!/bin/sh
# 在没有网络的电脑上安装 drafter：sh install.sh
set -e
cd "$(dirname "$0")"
python3 -m venv "$HOME/drafter-venv"
bin="$HOME/drafter-venv/bin"
"$bin/python" -m pip install --no-index --find-links wheels drafter
for file in weights/*.gguf; do "$bin/drafter" model fetch --yes --file "$file"; done
"$bin/drafter" doctor || true
echo "安装完成。运行：$bin/drafter draft 记录.txt"
"""
INSTALL_PS1 = """# 在没有网络的电脑上安装 drafter：
# powershell -ExecutionPolicy Bypass -File install.ps1
$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
py -3 -m venv "$HOME\\drafter-venv"
& "$HOME\\drafter-venv\\Scripts\\python" -m pip install --no-index `
    --find-links wheels drafter
Get-ChildItem weights\\*.gguf | ForEach-Object {
    & "$HOME\\drafter-venv\\Scripts\\drafter" model fetch --yes --file $_.FullName
}
& "$HOME\\drafter-venv\\Scripts\\drafter" doctor
Write-Output "安装完成。运行：$HOME\\drafter-venv\\Scripts\\drafter draft 记录.txt"
"""


def main() -> int:
    """Build the wheel, collect the wheels it needs, copy the weights, write the scripts."""
    from drafter.model.weights import weights_path

    shutil.rmtree(BUNDLE, ignore_errors=True)
    wheels = BUNDLE / "wheels"
    wheels.mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--quiet", "--wheel-dir", str(wheels), str(ROOT)], check=True)
    weights = BUNDLE / "weights"
    weights.mkdir()
    subprocess.run([sys.executable, "-m", "drafter", "model", "fetch", "--yes", MODEL], check=True)
    path = weights_path(MODEL)
    shutil.copy2(path, weights / path.name)
    (BUNDLE / "install.sh").write_text(INSTALL_SH, "utf-8")
    (BUNDLE / "install.sh").chmod(0o755)
    (BUNDLE / "install.ps1").write_text(INSTALL_PS1, "utf-8-sig")
    size = sum(file.stat().st_size for file in BUNDLE.rglob("*") if file.is_file())
    print(f"bundle/ is ready: {size / 1e9:.1f} GB, {len(list(wheels.iterdir()))} wheels")
    return 0


if __name__ == "__main__":
    sys.exit(main())
