-- Calls the functions of book.typ for what book.lua has made of the briefing. Runs for the PDF only.

local INLINE = pandoc.List{"small", "cite-affix"}
local BLOCK = {flows = "flows", caption = "caption", together = "together", figure = "wide"}
local site = ""
local labels = {}  -- those that were written

-- A string: https://typst.app/docs/reference/foundations/str/
local function quote(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("\n", "\\n") .. '"'
end

local function call(name, ...)
  return "#" .. name .. "(" .. table.concat(pandoc.List{...}:map(quote), ", ") .. ")["
end

local function label(id)
  if id == "" or labels[id] then return "" end
  labels[id] = true
  return " #label(" .. quote(id) .. ");"
end

local function wrap(opening, blocks, id)
  local made = pandoc.Blocks{pandoc.RawBlock("typst", opening)}
  made:extend(blocks)
  made:insert(pandoc.RawBlock("typst", "];" .. label(id or "")))
  return made
end

-- The semicolon keeps Typst from reading a bracket in the text behind as a part of the call.
local function wrap_inlines(opening, inlines, closing)
  local made = pandoc.Inlines{pandoc.RawInline("typst", opening)}
  made:extend(inlines)
  made:insert(pandoc.RawInline("typst", closing or "];"))
  return made
end

-- Terms and their descriptions. pandoc's own form sets them as loose blocks.
local function set_definitions(list)
  local made = pandoc.Inlines{pandoc.RawInline("typst", "#definitions(")}
  for _, pair in ipairs(list.content) do
    local blocks = pandoc.Blocks{}
    for _, description in ipairs(pair[2]) do blocks:extend(description) end
    local description = pandoc.utils.blocks_to_inlines(blocks)
    made = made .. wrap_inlines("([", pair[1], "], ") .. wrap_inlines("[", description, "]), ")
  end
  return pandoc.Plain(made .. {pandoc.RawInline("typst", ");")})
end

-- A block with its place in the margin.
local function set_beside(div, place)
  local is_claim, is_box = div.classes:includes("claim"), div.classes:includes("admonition")
  local name = is_claim and "claim" or is_box and "box-beside" or "paragraph"
  local words, kind, address = "", div.classes[is_box and 2 or 1] or "", nil
  place:walk{
    Span = function(span) words, kind = pandoc.utils.stringify(span), span.classes[2]:sub(4) end,
    Link = function(link) address = link end}
  div.content:remove(1)
  local opening = call(name, kind, words, pandoc.utils.stringify(address), address.target)
  return wrap(opening, div.content, div.identifier)
end

local function set_div(div)
  local class, first = div.classes[1], div.content[1]
  if class == "place" then return nil end
  if first and first.t == "Div" and first.classes:includes("place") then return set_beside(div, first) end
  if BLOCK[class] then return wrap(call(BLOCK[class]), div.content) end
  return div.identifier ~= "" and wrap("#block[", div.content, div.identifier) or div.content
end

local function set_header(header)
  local place = header.attributes.place
  local opening = string.format("#heading(level: %d, supplement: address(%s, %s))[", header.level,
    quote("/" .. place), quote(site .. place))
  return pandoc.Plain(wrap_inlines(opening, header.content, "];" .. label(header.identifier)))
end

-- A caption stands above its table, the first cell of a row is its heading.
local function set_table(grid)
  local caption = pandoc.utils.blocks_to_inlines(grid.caption.long)
  grid.caption = {long = {}}
  grid.colspecs = grid.colspecs:map(function(spec) return {"AlignLeft", spec[2]} end)
  for _, body in ipairs(grid.bodies) do
    for _, row in ipairs(body.body) do
      if body.row_head_columns > 0 then
        row.cells[1].contents = {pandoc.Plain(pandoc.Strong(pandoc.utils.blocks_to_inlines(row.cells[1].contents)))}
      end
    end
  end
  return #caption == 0 and grid or {pandoc.Para(wrap_inlines("#caption[", caption)), grid}
end

local function set_span(span)
  local class, sign = span.classes[1], span.classes[2] or ""
  if class == "kind" then return wrap_inlines(call("kind", sign:sub(4)), span.content) end
  if INLINE:includes(class) then return wrap_inlines(call("small"), span.content) end
  if span.identifier ~= "" then
    return pandoc.Inlines{pandoc.RawInline("typst", "#metadata(none);" .. label(span.identifier))} .. span.content
  end
end

local function set_image(image)
  local _, contents = pandoc.mediabag.fetch(image.src)
  return pandoc.RawInline("typst", call("picture", contents, pandoc.utils.stringify(image.caption)) .. "];")
end

local function set_note(note)
  note.content[1].content:insert(1, pandoc.RawInline("typst", "#note-gap;"))
  return note
end

function Pandoc(document)
  site = pandoc.utils.stringify(document.meta.site or "")
  local blocks = document.blocks:walk{Div = set_div, DefinitionList = set_definitions, Header = set_header, Table = set_table}
  document.blocks = blocks:walk{Span = set_span, Image = set_image, Note = set_note}
  return document
end
