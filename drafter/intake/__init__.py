"""Read files and pasted text of every format into clean notes with positions."""
