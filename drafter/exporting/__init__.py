"""Write a document as docx, md, html or txt."""
