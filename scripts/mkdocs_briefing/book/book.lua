-- Writes each chapter in two forms: pandoc's JSON on the first line, Typst below it, and a null character.
-- For Typst it calls functions of book.typ for a class, a picture and a language, and puts an anchor before a
-- clause: of two labels behind it, as pandoc writes them, Typst would take one.
-- https://pandoc.org/custom-writers.html

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

local filter = {}

-- pandoc would put a block around it, and a heading would stick to nothing.
function filter.Div(div)
  local set = call(div, pandoc.RawBlock)
  return div.identifier == "" and set.content or set
end

function filter.Span(span)
  if span.identifier ~= "" then
    local anchor = "#metadata(none);#label(" .. quote(span.identifier) .. ");"
    span.content:insert(1, pandoc.RawInline("typst", anchor))
    span.identifier = ""
  end
  return call(span, pandoc.RawInline)
end

function filter.Image(image)
  local _, svg = pandoc.mediabag.fetch(image.src)
  local arguments = quote(svg) .. ", " .. quote(pandoc.utils.stringify(image.caption))
  return pandoc.RawInline("typst", "#picture(" .. arguments .. ");")
end

local function turn(blocks, options)
  local chapter = pandoc.Pandoc(blocks)
  -- smart, pandoc would write the quotation marks straight
  return pandoc.write(chapter, "json") .. "\n" .. pandoc.write(chapter:walk(filter), "typst-smart", options) .. "\0"
end

-- A chapter begins with a heading of the first level.
function Writer(book, options)
  local chapters = {}
  for _, block in ipairs(book.blocks) do
    if block.t == "Header" and block.level == 1 then
      table.insert(chapters, {})
    end
    table.insert(chapters[#chapters], block)
  end
  for place, blocks in ipairs(chapters) do
    chapters[place] = turn(blocks, options)
  end
  return table.concat(chapters)
end
