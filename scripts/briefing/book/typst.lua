-- Calls the functions of book.typ for what book.lua has made of the briefing. Runs for the PDF only.

local BLOCK = {flows = "flows", caption = "caption", figure = "wide"}
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

-- Put blocks or inlines into a call. Its semicolon keeps Typst from reading a bracket in the text behind as a part of it.
local function wrap(opening, content, id)
  local raw = pandoc.utils.type(content) == "Blocks" and pandoc.RawBlock or pandoc.RawInline
  content:insert(1, raw("typst", opening))
  content:insert(raw("typst", "];" .. label(id or "")))
  return content
end

-- A block with its place in the margin.
local function set_beside(div, place)
  local is_claim, is_box = div.classes:includes("claim"), div.classes:includes("admonition")
  local name = is_claim and "claim" or is_box and "box-beside" or "paragraph"
  local number, words, kind, address = "", "", div.classes[is_box and 2 or 1] or "", nil
  place:walk{
    Span = function(span)
      if span.classes[1] == "number" then number = pandoc.utils.stringify(span)
      else words, kind = pandoc.utils.stringify(span), span.classes[2]:sub(4) end
    end,
    Link = function(link) address = link end}
  div.content:remove(1)
  local opening = call(name, kind, number, words, pandoc.utils.stringify(address), address.target)
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
    quote(place:match("#.*$") or "/" .. place), quote(site .. place))
  return pandoc.Plain(wrap(opening, header.content, header.identifier))
end

-- A caption stands above its table, the first cell of a row is its heading, and a day may break in a narrow column.
local function set_table(grid)
  grid = grid:walk{Str = function(word) return pandoc.Str((word.text:gsub("\u{a0}", " "))) end}
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
  return #caption == 0 and grid or {pandoc.Para(wrap("#caption[", caption)), grid}
end

local function set_span(span)
  local class, sign = span.classes[1], span.classes[2] or ""
  if class == "kind" then return wrap(call("kind", sign:sub(4)), span.content) end
  if class == "small" or class == "cite-affix" then return wrap(call("small"), span.content) end
  if span.identifier ~= "" then
    return pandoc.Inlines{pandoc.RawInline("typst", "#metadata(none);" .. label(span.identifier))} .. span.content
  end
end

local function set_image(image)
  local _, contents = pandoc.mediabag.fetch(image.src)
  return pandoc.RawInline("typst", call("picture", contents, pandoc.utils.stringify(image.caption)) .. "];")
end

-- The notes of all chapters are counted on; a later one names the first of its source by that number.
local function number_notes(blocks)
  local count, numbers = 0, {}
  blocks:walk{Note = function(note)
    count = count + 1
    note:walk{Span = function(span) numbers[span.identifier] = numbers[span.identifier] or count end}
  end}
  return blocks:walk{Note = function(note)
    note = note:walk{Link = function(link)
      if link.classes[1] == "first" then link.content = tostring(numbers[link.target:sub(2)]) return link end
    end}
    note.content[1].content:insert(1, pandoc.RawInline("typst", "#note-gap;"))
    return note
  end}
end

-- The cover has the finding of the first chapter, and the emblem: how many statements of each kind there are.
local function make_cover(blocks)
  local finding, counts = pandoc.Inlines{}, pandoc.List{}
  local left = blocks:walk{Div = function(div)
    if div.classes:includes("bottom-line") and #finding == 0 then
      finding = pandoc.utils.blocks_to_inlines{div.content[#div.content]}:walk{Note = function() return {} end}
    end
    if not div.classes:includes("emblem") then return nil end
    div:walk{Link = function(link)
      local number, name = pandoc.utils.stringify(link):match("^(%d+) (.+)$")
      if link.classes[1] == "kind" then
        counts:insert(string.format("(%s, %d, %s), ", quote(link.classes[2]:sub(4)), number, quote(name)))
      end
    end}
    return {}
  end}
  left:insert(1, pandoc.Plain(wrap("#cover((" .. table.concat(counts) .. "))[", finding)))
  return left
end

function Pandoc(document)
  site = pandoc.utils.stringify(document.meta.site or "")
  local blocks = make_cover(number_notes(document.blocks))
  blocks = blocks:walk{Div = set_div, Header = set_header, Table = set_table}
  document.blocks = blocks:walk{Span = set_span, Image = set_image}
  return document
end
