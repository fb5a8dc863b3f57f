-- Formats CSL-JSON in several styles in one run. Arguments: the language, then two files for each
-- style, of the items and of the style, of which one list of references is written as HTML.
-- https://pandoc.org/lua-filters.html#pandoc.utils.citeproc

local all = pandoc.Cite({}, {pandoc.Citation("*", "NormalCitation")})
for number = 2, #arg, 2 do
  local meta = {lang = arg[1], bibliography = arg[number], csl = arg[number + 1]}
  meta.nocite = pandoc.Inlines{all}
  local cited = pandoc.utils.citeproc(pandoc.Pandoc({}, meta))
  io.write(pandoc.write(pandoc.Pandoc(cited.blocks), "html", {wrap_text = "wrap-none"}))
end
