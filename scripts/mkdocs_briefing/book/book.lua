-- Calls functions of book.typ for a class, a picture and a language, and puts an anchor before a clause:
-- of two labels behind it, as pandoc writes them, Typst would take one.
-- https://pandoc.org/lua-filters.html

local function quote(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local function call(element, raw)
  local language = (element.attributes.lang or ""):match("^%a%a%a?%f[%A]")
  local opening = (element.classes[1] and "#styled(" .. quote(element.classes[1]) .. ")[")
    or (language and "#text(region: none, lang: " .. quote(language) .. ")[")
  if opening then
    element.content:insert(1, raw("typst", opening))
    element.content:insert(raw("typst", "];"))
  end
  return element
end

-- pandoc would put a block around it, and a heading would stick to nothing.
function Div(div)
  local set = call(div, pandoc.RawBlock)
  return div.identifier == "" and set.content or set
end

function Span(span)
  if span.identifier ~= "" then
    local anchor = "#metadata(none);#label(" .. quote(span.identifier) .. ");"
    span.content:insert(1, pandoc.RawInline("typst", anchor))
    span.identifier = ""
  end
  return call(span, pandoc.RawInline)
end

function Image(image)
  local _, svg = pandoc.mediabag.fetch(image.src)
  local arguments = quote(svg) .. ", " .. quote(pandoc.utils.stringify(image.caption))
  return pandoc.RawInline("typst", "#picture(" .. arguments .. ");")
end
