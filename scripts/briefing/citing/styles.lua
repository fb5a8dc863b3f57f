-- Formats CSL-JSON in several styles in one run. Arguments: the language, the file of the items,
-- then a file for each style, of which one list of references is written as HTML.
-- https://pandoc.org/lua-filters.html#pandoc.utils.citeproc

local all = pandoc.Cite({}, {pandoc.Citation("*", "NormalCitation")})
for number = 3, #arg do
  local meta = {lang = arg[1], bibliography = arg[2], csl = arg[number]}
  meta.nocite = pandoc.Inlines{all}
  local cited = pandoc.utils.citeproc(pandoc.Pandoc({}, meta))
  io.write(pandoc.write(pandoc.Pandoc(cited.blocks), "html", {wrap_text = "wrap-none"}))
end
