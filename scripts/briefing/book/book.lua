-- Turns the HTML of the whole briefing into a book: chapters, notes, labels, boxes, figures; typst.lua then calls the
-- functions that set it in the PDF. https://pandoc.org/lua-filters.html
-- Each set_ function returns what takes the place of an element; nil leaves it as it is.

local site = ""
local shorts, said = {}, {}  -- the short form of each source by its key; words in the book's language by their names
local metadata = {short = shorts, say = said}  -- book.html has them in its metadata: `short-abel2020`, `say-see`
local places = {}  -- where each part stands, by its id: path, title, and id of its first heading
local ids = {}     -- everything that a link in the book can lead to
local part         -- the part that is being read
local paragraphs = 0  -- how many have been numbered

local function has(element, class) return element and element.classes and element.classes:includes(class) end

-- ---------- Notes ----------

-- Replace each marker in some blocks by what `make` gives for its id. pandoc joins neighbouring markers into one.
local function replace_markers(blocks, make)
  return blocks:walk{Superscript = function(raised)
    local function is_marker(inline) return inline.t == "Link" and has(inline, "footnote-ref") end
    if not raised.content:find_if(is_marker) then return nil end
    return raised.content:map(function(inline)
      return is_marker(inline) and make(inline.target:sub(2)) or pandoc.Superscript(inline)
    end)
  end}
end

local function find_short(id) return shorts[id:match("cite%-(.+)$")] end

-- Take the notes out of a part; a note that is cited in another note stands there in brackets.
local function take_notes(blocks)
  local notes = {}
  local left = blocks:walk{Div = function(div)
    if not has(div, "footnote") then return nil end
    div.content:walk{Div = function(note) notes[note.identifier] = note.content end}
    return {}
  end}
  for id, content in pairs(notes) do
    content = content:walk{Span = function(span) if has(span, "backlinks") then return {} end end}
    notes[id] = replace_markers(content, function(cited)
      return pandoc.Str(" (" .. said.see .. " " .. (find_short(cited) or said.other) .. ")")
    end)
  end
  return left, notes
end

-- A note stands in full where a chapter has it first; from then on its short form leads there.
local function set_notes(blocks)
  local left, notes = take_notes(blocks)
  local count, first = 0, {}
  return replace_markers(left, function(id)
    if not notes[id] then return pandoc.Str("") end
    count = count + 1
    if first[id] then
      local words = pandoc.Inlines((find_short(id) or said.same) .. said.as .. " ")
      return pandoc.Note(pandoc.Para(words .. {pandoc.Link(tostring(first[id]), "#" .. id, "", {class = "first"}), pandoc.Str(".")}))
    end
    first[id] = count
    notes[id][1].content:insert(1, pandoc.Span({}, {id = id}))
    return pandoc.Note(notes[id])
  end)
end

-- Take address and label out of some blocks; return what is left, the fragment and the label.
local function take_label(blocks)
  local fragment, words = "", ""
  local left = blocks:walk{
    traverse = "topdown",
    Span = function(span)
      local text = pandoc.utils.stringify(span)
      if has(span, "address") then fragment = text
      elseif has(span, "box-name") or has(span, "bottom-line-name") then words = text:gsub(":$", ""):gsub("\u{a0}$", "")
      else return nil end
      return {}, false
    end,
    Link = function(link)
      if not has(link, "claim-label") then return nil end
      words, fragment = pandoc.utils.stringify(link):match("^([^#]*)(.*)$")
      return {}, false
    end}
  return left, fragment, words
end

-- Its number, its label and its address within the page stand on a line of their own above a block.
local function set_beside(blocks, number, words, fragment, attr)
  local line, other = pandoc.Inlines{}, pandoc.List{"claim", "added", "admonition"}
  local kind = attr.classes:find_if(function(class) return not other:includes(class) end) or ""
  if number ~= "" then line:extend{pandoc.Span(tostring(number), {class = "number"}), pandoc.Space()} end
  if words ~= "" then line:extend{pandoc.Span(words, {class = "kind is-" .. kind}), pandoc.Space()} end
  line:insert(pandoc.Link(fragment, site .. part.path .. fragment))
  blocks:insert(1, pandoc.Div(pandoc.Plain(line), {class = "place"}))
  return pandoc.Div(blocks, attr)
end

-- A box: what checking found, what came later, or one of the author's own.
local function set_box(div)
  if not has(div, "admonition") then return nil end
  local id, title = "", pandoc.Inlines{}
  local blocks, fragment, words = take_label(div.content)
  blocks = blocks:walk{Div = function(inner)
    if has(inner, "admonition-title") then
      title = pandoc.utils.blocks_to_inlines(inner.content)
      if title[1] and title[1].t == "Space" then title:remove(1) end
      return {}
    end
    id = id == "" and inner.identifier or id
    return inner.content
  end}
  blocks:insert(1, pandoc.Para(pandoc.Strong(title)))
  return set_beside(blocks, "", words, fragment, pandoc.Attr(id, div.classes))
end

local function set_div(div)
  local is_paragraph = has(div, "claim") or div.content:find_if(function(block) return block.t == "Para" end)
  if not is_paragraph or has(div, "admonition-title") then return nil end
  local blocks, fragment, words = take_label(div.content)
  if fragment == "" then return nil end
  paragraphs = paragraphs + 1
  return set_beside(blocks, paragraphs, words, fragment, div.attr)
end

-- The kind of a clause and what checking found stand behind it; that it is a judgement, its kind says.
local function set_record(span)
  if not has(span, "record") then return nil end
  local words = pandoc.List{}
  local function keep(part) words:insert(pandoc.utils.stringify(part)) end
  span:walk{
    Link = function(link) if has(link, "clause-label") then keep(link) end end,
    Span = function(part)
      if (has(part, "verdict") or has(part, "outcome")) and not has(part, "is-judgement") then keep(part) end
    end}
  return #words > 0 and pandoc.Span("[" .. table.concat(words, " · ") .. "]", {class = "small"}) or {}
end

-- Of a picture that would have to be fetched its words remain, with a link: a build reads no network.
local function set_image(image)
  if not image.src:find("^data:") then return pandoc.Link(#image.caption > 0 and image.caption or image.src, image.src) end
end

local function set_figure(figure)
  local caption = pandoc.utils.blocks_to_inlines(figure.caption.long)
  if #caption > 0 then figure.content:insert(2, pandoc.Div(pandoc.Para(caption), {class = "caption"})) end
  return pandoc.Div(figure.content, {class = "figure"})
end

-- ---------- Chapters ----------

-- Headings begin at 1 and skip no level, as PDF/UA wants it; the front page is one chapter of several.
local function set_headings(blocks, shift)
  local last = 0
  return blocks:walk{Header = function(header)
    header.level = math.min(math.max(header.level - shift, last == 0 and 1 or 2), last + 1)
    last = header.level
    local content, fragment = take_label(header.content)
    header.content = last == 1 and pandoc.Inlines(part.title) or content
    header.attributes.place = part.path .. (last == 1 and "" or fragment)
    return header
  end}
end

-- A section of use on a screen only, such as the list of downloads, is left out up to the next heading.
local function leave_out(blocks)
  local kept, is_left_out = pandoc.Blocks{}, false
  for _, block in ipairs(blocks) do
    if block.t == "Header" then is_left_out = has(block, "screen-only") end
    if not is_left_out then kept:insert(block) end
  end
  return kept
end

local function set_part(div, shift)
  part = places[div.identifier]
  local blocks = set_headings(leave_out(set_notes(div.content)), shift)
  -- A formula has no words for those who do not see it; its source has.
  blocks = blocks:walk{Image = set_image, Math = function(math) return pandoc.Code(math.text) end, Span = set_record}
  blocks = blocks:walk{Div = set_box}  -- before the paragraphs in them are set
  return blocks:walk{Div = set_div, Figure = set_figure}
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
  for name, value in pairs(document.meta) do
    local list, key = name:match("^(%l+)%-(.+)$")
    if metadata[list] then metadata[list][key], document.meta[name] = pandoc.utils.stringify(value), nil end
  end
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
  local function keep_id(element) ids[element.identifier] = true end
  blocks:walk{Header = keep_id, Div = keep_id, Span = keep_id}
  document.blocks = blocks:walk{Link = set_link}
  return document
end
