-- Formats CSL-JSON in several styles in one run. Arguments: the language, the file of the items, then one file a style,
-- of each of which one list of references is written as HTML. https://pandoc.org/lua-filters.html#pandoc.utils.citeproc

local all = pandoc.Cite({}, {pandoc.Citation("*", "NormalCitation")})
for number = 3, #arg do
  local meta = {lang = arg[1], bibliography = arg[2], csl = arg[number], nocite = pandoc.Inlines{all}}
  local made = pandoc.utils.citeproc(pandoc.Pandoc({}, meta))
  io.write(pandoc.write(pandoc.Pandoc(made.blocks), "html", {wrap_text = "wrap-none"}))
end
