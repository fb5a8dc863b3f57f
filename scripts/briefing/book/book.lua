-- Turns the HTML of the whole briefing into a book: chapters, labels in the margin, boxes, figures.
-- https://pandoc.org/lua-filters.html; the functions that are called in Typst are in book.typ.
-- Each set_ function gives what takes the place of an element; nil leaves it as it is.

local is_typst = FORMAT:match("^typst") ~= nil

-- The picture's style, with literal colours: neither Typst nor a reading system has the site's properties.
local PICTURE_STYLE = [[<style>
svg { fill: #1f1b16; stroke-width: 1.5; font-family: "Libertinus Serif", serif; font-size: 15px }
.state rect { fill: #f2ede2; stroke: #1f1b16; stroke-width: 1 }
.state text { font-size: 19px; font-weight: bold; text-anchor: middle }
.flow { fill: none; stroke: #1f1b16 }
marker { fill: #1f1b16; stroke: none }
.unsure { stroke-dasharray: 5 5 }
circle { fill: #ffffff; stroke: #7a1f2e }
.number { fill: #7a1f2e; font-weight: bold; text-anchor: middle }
.words--end { text-anchor: end }
</style>]]
local INLINE = {small = "small", ["cite-affix"] = "small"}
local BLOCK = {flows = "flows", ["cut-off"] = "cut-off"}

local site = ""
local places = {}  -- where each part stands, by its id: path, and id of its first heading
local ids = {}     -- everything that a link in the book can lead to
local part         -- the part that is being read

-- ---------- Typst ----------

-- A string: https://typst.app/docs/reference/foundations/str/
local function quote(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("\n", "\\n") .. '"'
end

local function call(name, ...)
  return "#" .. name .. "(" .. table.concat(pandoc.List{...}:map(quote), ", ") .. ")["
end

local function label(id)
  if id == "" or ids[id] then return "" end
  ids[id] = true
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

-- ---------- What stands beside a block ----------

local function other_class(element, ...)
  local known = pandoc.List{...}
  return (element.classes:find_if(function(class) return not known:includes(class) end)) or ""
end

-- Take address, label and short sources out of some blocks; give what is left, the fragment and the label.
local function take_label(blocks)
  local fragment, words = "", ""
  local left = blocks:walk{
    traverse = "topdown",
    Span = function(span)
      if span.classes:includes("address") then
        fragment = pandoc.utils.stringify(span)
        return {}, false
      end
      if span.classes:includes("bottom-line-name") then words = pandoc.utils.stringify(span) end
      if span.classes:includes("box-name") then
        words = pandoc.utils.stringify(span):gsub(":$", "")
        return {}, false
      end
      if span.classes:includes("claim-sources") or span.classes:includes("bottom-line-name") then return {}, false end
    end,
    Link = function(link)
      if link.classes:includes("claim-label") then
        words, fragment = pandoc.utils.stringify(link):match("^([^#]*)(.*)$")
        return {}, false
      end
    end}
  return left, fragment, words
end

-- In the margin of the PDF; on a line of its own above them in the EPUB.
local function set_beside(name, kind, words, fragment, blocks, attr)
  local shown, target = "/" .. part.path .. fragment, site .. part.path .. fragment
  if is_typst then return wrap(call(name, kind, words, shown, target), blocks, attr.identifier) end
  local line = pandoc.Inlines(words ~= "" and {pandoc.Span(words, {class = "kind is-" .. kind}), pandoc.Space()} or {})
  line:insert(pandoc.Link(shown, target))
  blocks:insert(1, pandoc.Div(pandoc.Plain(line), {class = "place"}))
  return pandoc.Div(blocks, attr)
end

local function set_paragraph(div)
  local blocks, fragment, words = take_label(div.content)
  if fragment == "" and not is_typst then return nil end
  if fragment == "" then return div.identifier ~= "" and wrap("#block[", blocks, div.identifier) or blocks end
  local is_claim = div.classes:includes("claim")
  local kind = is_claim and other_class(div, "claim", "added") or div.classes[1] or ""
  return set_beside(is_claim and "claim" or "paragraph", kind, words, fragment, blocks, div.attr)
end

-- A box: what checking found, what came later, or one of the author's own.
local function set_box(div)
  if not div.classes:includes("admonition") then return nil end
  local kind = other_class(div, "admonition")
  local id, title = "", pandoc.Inlines{}
  local blocks, fragment, words = take_label(div.content)
  blocks = blocks:walk{Div = function(inner)
    if inner.classes:includes("admonition-title") then
      title = pandoc.utils.blocks_to_inlines(inner.content)
      if title[1] and title[1].t == "Space" then title:remove(1) end
      return {}
    end
    id = id == "" and inner.identifier or id
    return inner.content
  end}
  blocks:insert(1, pandoc.Para(pandoc.Strong(title)))
  return set_beside("box-beside", kind, words, fragment, blocks, pandoc.Attr(id, div.classes))
end

-- ---------- Figures ----------

-- Pairs of a term and its description. pandoc's own form in Typst sets them as loose blocks.
local function call_pairs(name, pairs_)
  local made = pandoc.Inlines{pandoc.RawInline("typst", "#" .. name .. "(")}
  for _, pair in ipairs(pairs_) do
    made = made .. wrap_inlines("([", pair[1], "], ") .. wrap_inlines("[", pair[2], "]), ")
  end
  return pandoc.Plain(made .. {pandoc.RawInline("typst", ");")})
end

local function set_definitions(list)
  if not is_typst then return nil end
  return call_pairs("definitions", list.content:map(function(item)
    local blocks = pandoc.Blocks{}
    for _, description in ipairs(item[2]) do blocks:extend(description) end
    return {item[1], pandoc.utils.blocks_to_inlines(blocks)}
  end))
end

local function set_timeline(div)
  local list = div.content[1]
  if not list or list.t ~= "OrderedList" then return nil end
  local entries = list.content:map(function(blocks)
    return {pandoc.utils.blocks_to_inlines{blocks:remove(1)}, pandoc.utils.blocks_to_inlines(blocks)}
  end)
  if is_typst then return call_pairs("timeline", entries) end
  return pandoc.DefinitionList(entries:map(function(entry) return {entry[1], {{pandoc.Plain(entry[2])}}} end))
end

-- An inline SVG, which pandoc gives as a `data:` address, with the names of its attributes in lower case. Its links
-- are left out: a picture in a book has none.
local function read_picture(source)
  local _, svg = pandoc.mediabag.fetch(source)
  local alt = (svg:match("<title[^>]*>(.-)</title>") or "Picture") .. ". " .. (svg:match("<desc[^>]*>(.-)</desc>") or "")
  for name in ("viewBox refX refY markerWidth markerHeight markerUnits"):gmatch("%a+") do
    svg = svg:gsub("(%s)" .. name:lower() .. "=", "%1" .. name .. "=")
  end
  local box = svg:match('viewBox="([^"]*)"') or "0 0 300 150"
  local size = box:gsub("^%S+ %S+ (%S+) (%S+)$", 'width="%1" height="%2"')
  local head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="' .. box .. '" ' .. size .. ">" .. PICTURE_STYLE
  svg = svg:gsub("<svg[^>]*>", function() return head end, 1):gsub("<a%s[^>]*>", ""):gsub("</a>", "")
  return svg, pandoc.utils.stringify(pandoc.read(alt, "html"))
end

-- Of any other image its words remain, with a link: a build reads no network.
local function set_image(image)
  if not image.src:find("^data:image/svg") then
    local target = image.src:find("^%a+:") and image.src or site .. part.path .. image.src
    return pandoc.Link(#image.caption > 0 and image.caption or image.src, target)
  end
  local svg, alt = read_picture(image.src)
  if is_typst then return pandoc.RawInline("typst", call("picture", svg, alt) .. "];") end
  local encoded = svg:gsub("[^%w]", function(byte) return string.format("%%%02X", byte:byte()) end)
  return pandoc.Image(alt, "data:image/svg+xml," .. encoded)
end

-- A formula has no words for those who do not see it; its source has.
local function set_math(math) return pandoc.Code(math.text) end

local function set_figure(figure)
  local blocks, caption = figure.content, pandoc.utils.blocks_to_inlines(figure.caption.long)
  if #caption > 0 then
    blocks:insert(2, pandoc.Para(is_typst and wrap_inlines("#caption[", caption) or caption))
  end
  return is_typst and wrap("#wide[", blocks) or pandoc.Div(blocks, {class = "figure"})
end

-- A caption stands above its table, the first cell of a row is its heading.
local function set_table(grid)
  local caption = pandoc.utils.blocks_to_inlines(grid.caption.long)
  if not is_typst then return nil end
  grid.caption = {long = {}}
  grid.colspecs = grid.colspecs:map(function(spec) return {"AlignLeft", spec[2]} end)
  for _, body in ipairs(grid.bodies) do
    for _, row in ipairs(body.body) do
      for _, cell in ipairs(row.cells) do
        if cell.classes:includes("not-said") then cell.contents = wrap("#small[", cell.contents) end
      end
      if body.row_head_columns > 0 then
        row.cells[1].contents = {pandoc.Plain(pandoc.Strong(pandoc.utils.blocks_to_inlines(row.cells[1].contents)))}
      end
    end
  end
  if #caption == 0 then return grid end
  return {pandoc.Para(wrap_inlines("#caption[", caption)), grid}
end

local function set_div(div)
  if div.classes:includes("timeline") then return set_timeline(div) end
  if not is_typst and not div.classes:includes("claim") and not div.content:find_if(function(b) return b.t == "Para" end) then
    return nil
  end
  if is_typst and BLOCK[div.classes[1]] then return wrap(call(BLOCK[div.classes[1]]), div.content) end
  if is_typst and div.classes[1] == "mark" then return wrap(call("marked", other_class(div, "mark")), div.content) end
  if div.classes:includes("admonition-title") or div.classes:includes("mark") then return nil end
  return set_paragraph(div)
end

local function set_span(span)
  if not is_typst then return nil end
  local class = span.classes[1]
  if class == "mark" then return wrap_inlines(call("mark", other_class(span, "mark")), span.content) end
  if class == "kind" then return wrap_inlines(call("kind", other_class(span, "kind"):sub(4)), span.content) end
  if INLINE[class] then return wrap_inlines(call(INLINE[class]), span.content) end
  if span.identifier ~= "" then
    return pandoc.Inlines{pandoc.RawInline("typst", "#metadata(none);" .. label(span.identifier))} .. span.content
  end
end

-- ---------- Chapters ----------

-- Headings begin at 1 and skip no level, as PDF/UA wants it; the front page is one chapter of several.
local function set_headings(blocks, shift)
  local last = 0
  return blocks:walk{Header = function(header)
    header.level = math.min(math.max(header.level - shift, last == 0 and 1 or 2), last + 1)
    last = header.level
    local content, fragment = take_label(header.content)
    if header.level == 1 then content, fragment = pandoc.Inlines(part.title), "" end
    header.content = content
    if not is_typst then return header end
    local shown, target = "/" .. part.path .. fragment, site .. part.path .. fragment
    local opening = string.format("#heading(level: %d, supplement: address(%s, %s))[", header.level, quote(shown), quote(target))
    return pandoc.Plain(wrap_inlines(opening, content, "];" .. label(header.identifier)))
  end}
end

-- A section of use on a screen only, such as the list of downloads, is left out up to the next heading.
local function leave_out(blocks)
  local kept, is_left_out = pandoc.Blocks{}, false
  for _, block in ipairs(blocks) do
    if block.t == "Header" then is_left_out = block.classes:includes("screen-only") end
    if not is_left_out then kept:insert(block) end
  end
  return kept
end

-- A claim and the box that belongs to it stay on one page. Typst's `sticky` would leave the box's notes behind.
local function hold_boxes(blocks)
  local function is(block, class) return block and block.t == "Div" and block.classes:includes(class) end
  local held = pandoc.Blocks{}
  for number, block in ipairs(blocks) do
    local is_pair, is_end = is(block, "claim") and is(blocks[number + 1], "admonition"),
      is(blocks[number - 1], "claim") and is(block, "admonition")
    if is_typst and is_pair then held:insert(pandoc.RawBlock("typst", "#together[")) end
    held:insert(block)
    if is_typst and is_end then held:insert(pandoc.RawBlock("typst", "];")) end
  end
  return held
end

local function set_part(div, shift)
  part = places[div.identifier]
  local blocks = hold_boxes(set_headings(leave_out(div.content), shift))
  blocks = blocks:walk{Image = set_image, Math = set_math, Span = set_span}
  blocks = blocks:walk{Div = set_box}  -- before the paragraphs in them are set
  return blocks:walk{Div = set_div, DefinitionList = set_definitions, Figure = set_figure, Table = set_table}
end

-- A link leads to its place in the book, or else on the site.
local function set_link(link)
  if link.target == "" then return link.content end
  local id = link.target:match("^#(.+)$")
  if not id or ids[id] then return nil end
  if places[id] then
    link.target = "#" .. places[id].heading
  else
    local key, fragment = id:match("^(.-)%-%-(.+)$")
    link.target = site .. (places[key] and places[key].path or "") .. "#" .. (fragment or id)
  end
  return link
end

function Pandoc(document)
  site = pandoc.utils.stringify(document.meta.site or "")
  local blocks = pandoc.Blocks{}
  for number, div in ipairs(document.blocks) do
    local first = div.content[1]
    if not first or first.t ~= "Header" then
      first = pandoc.Header(1, "")
      div.content:insert(1, first)
    end
    if first.identifier == "" then first.identifier = div.identifier end
    places[div.identifier] = {path = div.attributes.path, title = div.attributes.chapter, heading = first.identifier}
    blocks:extend(set_part(div, number > 1 and 1 or 0))
  end
  local function note_id(element) if element.identifier ~= "" then ids[element.identifier] = true end end
  blocks:walk{Header = note_id, Div = note_id, Span = note_id}
  document.blocks = blocks:walk{Link = set_link}
  return document
end
