-- Calls the functions of book.typ for what book.lua has made of the briefing. Runs for the PDF
-- only. https://pandoc.org/lua-filters.html

-- The functions of book.typ that set a block, by its class.
local BLOCKS = {flows = "flows", caption = "caption", figure = "wide", doubts = "doubts",
  chart = "chart", key = "key", numbers = "small", row__ways = "small", row__where = "small"}
local site = ""
local labels = {}  -- those that were written

-- ---------- Writing Typst ----------

-- A string: https://typst.app/docs/reference/foundations/str/
local function quote(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("\n", "\\n") .. '"'
end

-- The opening of a call with content: `#name("argument")[`.
local function call(name, ...)
  return "#" .. name .. "(" .. table.concat(pandoc.List{...}:map(quote), ", ") .. ")["
end

-- A label, which stands once in a document.
local function label(id)
  if id == "" or labels[id] then
    return ""
  end
  labels[id] = true
  return " #label(" .. quote(id) .. ");"
end

-- Put blocks or inlines into a call, with a label behind it where they have an id. The semicolon
-- keeps Typst from reading a bracket in the text behind as a part of the call.
local function wrap(opening, content, id)
  local raw = pandoc.RawInline
  if pandoc.utils.type(content) == "Blocks" then
    raw = pandoc.RawBlock
  end
  content:insert(1, raw("typst", opening))
  content:insert(raw("typst", "];" .. label(id or "")))
  return content
end

-- ---------- Blocks ----------

-- What the line above a block says: number, label, and the link with its address.
local function read_place(place)
  local found = {number = "", label = "", address = nil}
  local function read_span(span)
    found[span.classes[1]] = pandoc.utils.stringify(span)
  end
  place:walk{Span = read_span, Link = function(link) found.address = link end}
  return found
end

-- A block with its place in the margin.
local function set_beside(div, place)
  local name = "paragraph"
  local class = div.classes[1] or ""
  if class == "admonition" then
    name = "box-beside"
    class = div.classes[2] or ""
  end
  local found = read_place(place)
  local address = found.address
  local shown = pandoc.utils.stringify(address)
  div.content:remove(1)
  local opening = call(name, class, found.number, found.label, shown, address.target)
  return wrap(opening, div.content, div.identifier)
end

local function set_div(div)
  local class = div.classes[1]
  local first = div.content[1]
  if class == "place" then
    return nil
  end
  if first and first.t == "Div" and first.classes:includes("place") then
    return set_beside(div, first)
  end
  if BLOCKS[class] then
    return wrap(call(BLOCKS[class]), div.content)
  end
  if div.identifier ~= "" then
    return wrap("#block[", div.content, div.identifier)
  end
  return div.content
end

local function set_header(header)
  local place = header.attributes.place
  local shown = place:match("#.*$") or "/" .. place
  local address = string.format("address(%s, %s)", quote(shown), quote(site .. place))
  local opening = string.format("#heading(level: %d, supplement: %s)[", header.level, address)
  return pandoc.Plain(wrap(opening, header.content, header.identifier))
end

-- The first cell of a row is its heading.
local function set_row_heading(row)
  local content = pandoc.utils.blocks_to_inlines(row.cells[1].contents)
  row.cells[1].contents = {pandoc.Plain(pandoc.Strong(content))}
end

-- A day may break in a narrow column.
local function let_break(word)
  return pandoc.Str((word.text:gsub("\u{a0}", " ")))
end

-- A caption stands above its table.
local function set_table(grid)
  grid = grid:walk{Str = let_break}
  local caption = pandoc.utils.blocks_to_inlines(grid.caption.long)
  grid.caption = {long = {}}
  grid.colspecs = grid.colspecs:map(function(spec) return {"AlignLeft", spec[2]} end)
  for _, body in ipairs(grid.bodies) do
    for _, row in ipairs(body.body) do
      if body.row_head_columns > 0 then
        set_row_heading(row)
      end
    end
  end
  if #caption == 0 then
    return grid
  end
  return {pandoc.Para(wrap("#caption[", caption)), grid}
end

-- ---------- Running text ----------

local function set_span(span)
  local class = span.classes[1]
  if class == "kind" then
    local sign = span.classes[2] or ""
    return wrap(call("kind", sign:sub(4)), span.content)
  end
  if class == "small" or class == "cite-affix" then
    return wrap(call("small"), span.content)
  end
  if span.identifier ~= "" then
    local anchor = pandoc.RawInline("typst", "#metadata(none);" .. label(span.identifier))
    return pandoc.Inlines{anchor} .. span.content
  end
end

local function set_image(image)
  local _, contents = pandoc.mediabag.fetch(image.src)
  local opening = call("picture", contents, pandoc.utils.stringify(image.caption))
  return pandoc.RawInline("typst", opening .. "];")
end

-- ---------- Notes ----------

-- The number of each note in the whole book, by the id that stands at its beginning.
local function count_notes(blocks)
  local count = 0
  local numbers = {}
  local function read_note(note)
    count = count + 1
    note:walk{Span = function(span)
      if not numbers[span.identifier] then
        numbers[span.identifier] = count
      end
    end}
  end
  blocks:walk{Note = read_note}
  return numbers
end

-- The notes of all chapters are counted on; a later one names the first of its source by that
-- number.
local function number_notes(blocks)
  local numbers = count_notes(blocks)
  local function set_link(link)
    if link.classes[1] == "first" then
      link.content = tostring(numbers[link.target:sub(2)])
      return link
    end
  end
  local function set_note(note)
    note = note:walk{Link = set_link}
    note.content[1].content:insert(1, pandoc.RawInline("typst", "#note-gap;"))
    return note
  end
  return blocks:walk{Note = set_note}
end

-- ---------- The cover ----------

-- The cover has the finding of the first chapter.
local function make_cover(blocks)
  local finding = pandoc.Inlines{}
  local function take(div)
    if div.classes:includes("bottom-line") and #finding == 0 then
      local last = div.content[#div.content]
      finding = pandoc.utils.blocks_to_inlines{last}:walk{Note = function() return {} end}
    end
  end
  local left = blocks:walk{Div = take}
  left:insert(1, pandoc.Plain(wrap("#cover[", finding)))
  return left
end

function Pandoc(document)
  site = pandoc.utils.stringify(document.meta.site or "")
  local blocks = make_cover(number_notes(document.blocks))
  blocks = blocks:walk{Div = set_div, Header = set_header, Table = set_table}
  document.blocks = blocks:walk{Span = set_span, Image = set_image}
  return document
end
