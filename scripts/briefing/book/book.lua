-- Turns the HTML of the whole briefing into a book: chapters, notes, boxes, checks, figures.
-- typst.lua then calls the functions that set it in the PDF. https://pandoc.org/lua-filters.html
-- Each set_ function returns what takes the place of an element; nil leaves it as it is.

local site = ""
local shorts = {}  -- the short form of each source by its key: `short-abel2020` in book.html
local places = {}  -- where each part stands, by its id: path, title, and id of its first heading
local ids = {}  -- everything that a link in the book can lead to
local part  -- the part that is being read
local paragraphs = 0  -- how many have been numbered
local numbers = {}  -- that of the paragraph in which a statement stands, by the id of its clause

local function has(element, class)
  return element and element.classes and element.classes:includes(class)
end

-- ---------- Notes ----------

local function is_marker(inline)
  return inline.t == "Link" and has(inline, "footnote-ref")
end

-- Replace each marker in some blocks by what `make` gives for its id.
local function replace_markers(blocks, make)
  local function set_superscript(raised)
    if not raised.content:find_if(is_marker) then
      return nil
    end
    -- pandoc joins neighbouring markers into one, with what stands between them.
    return raised.content:map(function(inline)
      if is_marker(inline) then
        return make(inline.target:sub(2))
      end
      return pandoc.Superscript(inline)
    end)
  end
  return blocks:walk{Superscript = set_superscript}
end

local function find_short(id)
  return shorts[id:match("cite%-(.+)$")]
end

local function drop_backlinks(span)
  if has(span, "backlinks") then
    return {}
  end
end

-- A note that is cited in another note stands there in brackets.
local function name_cited(id)
  return pandoc.Str(" (see " .. (find_short(id) or "the other note") .. ")")
end

-- Take the notes out of a part; return what is left, and the content of each note by its id.
local function take_notes(blocks)
  local notes = {}
  local function take(div)
    if not has(div, "footnote") then
      return nil
    end
    div.content:walk{Div = function(note) notes[note.identifier] = note.content end}
    return {}
  end
  local left = blocks:walk{Div = take}
  for id, content in pairs(notes) do
    notes[id] = replace_markers(content:walk{Span = drop_backlinks}, name_cited)
  end
  return left, notes
end

-- The short form of a note, which leads to where it stands in full, by its number there.
local function repeat_note(id, number)
  local line = pandoc.Inlines((find_short(id) or "The same") .. ", as in note ")
  line:insert(pandoc.Link(tostring(number), "#" .. id, "", {class = "first"}))
  line:insert(pandoc.Str("."))
  return pandoc.Note(pandoc.Para(line))
end

-- A note stands in full where a chapter has it first, and from then on in its short form.
local function set_notes(blocks)
  local left, notes = take_notes(blocks)
  local count = 0
  local first = {}  -- the number of each note that stands in full, by its id
  return replace_markers(left, function(id)
    if not notes[id] then
      return pandoc.Str("")
    end
    count = count + 1
    if first[id] then
      return repeat_note(id, first[id])
    end
    first[id] = count
    notes[id][1].content:insert(1, pandoc.Span({}, {id = id}))
    return pandoc.Note(notes[id])
  end)
end

-- ---------- Labels and addresses ----------

-- Take address and label out of some blocks; return what is left, the fragment and the label.
local function take_label(blocks)
  local fragment = ""
  local label = ""
  local function take_span(span)
    local text = pandoc.utils.stringify(span)
    if has(span, "address") then
      fragment = text
    elseif has(span, "box-name") or has(span, "bottom-line-name") then
      label = text:gsub(":$", ""):gsub("\u{a0}$", "")
    else
      return nil
    end
    return {}, false
  end
  local left = blocks:walk{traverse = "topdown", Span = take_span}
  return left, fragment, label
end

-- A block with its number, its label and its address within the page on a line above it.
local function set_beside(blocks, number, label, fragment, attr)
  local line = pandoc.Inlines{}
  if number ~= "" then
    line:insert(pandoc.Span(tostring(number), {class = "number"}))
    line:insert(pandoc.Space())
  end
  if label ~= "" then
    line:insert(pandoc.Span(label, {class = "label"}))
    line:insert(pandoc.Space())
  end
  line:insert(pandoc.Link(fragment, site .. part.path .. fragment))
  blocks:insert(1, pandoc.Div(pandoc.Plain(line), {class = "place"}))
  return pandoc.Div(blocks, attr)
end

-- A box: what checking found, what came later, or one of the author's own.
local function set_box(div)
  if not has(div, "admonition") then
    return nil
  end
  local id = ""
  local title = pandoc.Inlines{}
  local function take_inner(inner)
    if has(inner, "admonition-title") then
      title = pandoc.utils.blocks_to_inlines(inner.content)
      if title[1] and title[1].t == "Space" then
        title:remove(1)
      end
      return {}
    end
    if id == "" then
      id = inner.identifier
    end
    return inner.content
  end
  local blocks, fragment, label = take_label(div.content)
  blocks = blocks:walk{Div = take_inner}
  blocks:insert(1, pandoc.Para(pandoc.Strong(title)))
  return set_beside(blocks, "", label, fragment, pandoc.Attr(id, div.classes))
end

-- A paragraph with an address; every one has its number in the book.
local function set_div(div)
  local function is_para(block)
    return block.t == "Para"
  end
  local is_paragraph = has(div, "claim") or div.content:find_if(is_para)
  if not is_paragraph or has(div, "admonition-title") then
    return nil
  end
  local blocks, fragment, label = take_label(div.content)
  if fragment == "" then
    return nil
  end
  paragraphs = paragraphs + 1
  div:walk{Span = function(clause) numbers[clause.identifier] = paragraphs end}
  return set_beside(blocks, paragraphs, label, fragment, div.attr)
end

-- ---------- Checks ----------

-- What does not simply hold of the statements of a section stands at its end; their sources are in
-- the notes.
local function gather_checks(blocks)
  local kept = pandoc.Blocks{}
  local doubts = pandoc.Blocks{}
  local function end_section()
    if #doubts > 0 then
      kept:insert(pandoc.Div(doubts, {class = "doubts"}))
      doubts = pandoc.Blocks{}
    end
  end
  local function take_doubt(div)
    if has(div, "doubt") then
      doubts:extend(div.content)
    end
  end
  for _, block in ipairs(blocks) do
    if block.t == "Header" then
      end_section()
    end
    if has(block, "checks") then
      block:walk{Div = take_doubt}
    else
      kept:insert(block)
    end
  end
  end_section()
  return kept
end

-- Each verdict leads to its statement, by the number of the paragraph.
local function set_doubts(div)
  if not has(div, "doubts") then
    return nil
  end
  local function set_verdict(link)
    local number = numbers[link.target:sub(2)]
    if not has(link, "verdict") or not number then
      return nil
    end
    link.content:insert(1, pandoc.Str(number .. "\u{a0}"))
    return pandoc.Strong(link)
  end
  local blocks = div.content:walk{Link = set_verdict}
  blocks:insert(1, pandoc.Para("Checks"))
  return pandoc.Div(blocks, div.attr)
end

-- ---------- Figures ----------

-- Of a picture that would have to be fetched its words remain, with a link: a build reads no
-- network.
local function set_image(image)
  if image.src:find("^data:") then
    return nil
  end
  if #image.caption > 0 then
    return pandoc.Link(image.caption, image.src)
  end
  return pandoc.Link(image.src, image.src)
end

-- A formula has no words for those who do not see it; its source has.
local function set_math(math)
  return pandoc.Code(math.text)
end

-- Each column of a table of figures as a paragraph, without the rows in which it has none.
local function set_series(grid)
  local series = pandoc.Blocks{}
  for column = 2, #grid.colspecs do
    local name = pandoc.utils.blocks_to_inlines(grid.head.rows[1].cells[column].contents)
    local line = pandoc.Inlines{pandoc.Strong(name), pandoc.Str(":")}
    for _, row in ipairs(grid.bodies[1].body) do
      local share = pandoc.utils.blocks_to_inlines(row.cells[column].contents)
      if pandoc.utils.stringify(share) ~= "–" then
        local year = pandoc.utils.stringify(row.cells[1].contents)
        line:extend{pandoc.Space(), pandoc.Str(year .. "\u{a0}–\u{a0}")}
        line:extend(share)
        line:insert(pandoc.Str(";"))
      end
    end
    line[#line] = pandoc.Str(".")
    series:insert(pandoc.Para(line))
  end
  return series
end

-- A chart below its title, then what its signs mean, then its figures.
local function set_chart(caption, blocks)
  local key = pandoc.Blocks{}
  local chart = pandoc.Blocks{pandoc.Para(caption)}
  local numbers = pandoc.Blocks{}
  for _, block in ipairs(blocks:walk{Table = set_series}) do
    if has(block, "key") then
      key:insert(block)
    elseif block.t == "Plain" then
      chart:insert(block)
    else
      numbers:insert(block)
    end
  end
  chart:extend(key)
  chart:insert(pandoc.Div(numbers, {class = "numbers"}))
  return pandoc.Div(chart, {class = "chart"})
end

local function set_figure(figure)
  local caption = pandoc.utils.blocks_to_inlines(figure.caption.long)
  if has(figure, "chart") then
    return set_chart(caption, figure.content)
  end
  if #caption > 0 then
    figure.content:insert(2, pandoc.Div(pandoc.Para(caption), {class = "caption"}))
  end
  return pandoc.Div(figure.content, {class = "figure"})
end

-- ---------- Chapters ----------

-- An older id of a heading stands on an empty element. It is put around the words: an element in a
-- list of contents has some (EPUB 3.3).
local function hold_ids(inlines)
  local content = pandoc.Inlines{}
  local aliases = pandoc.List{}
  for _, inline in ipairs(inlines) do
    if inline.t == "Span" and #inline.content == 0 then
      aliases:insert(inline)
    else
      content:insert(inline)
    end
  end
  for _, alias in ipairs(aliases) do
    alias.content = content
    content = pandoc.Inlines{alias}
  end
  return content
end

-- Headings begin at 1 and skip no level, as PDF/UA wants it. `shift` is how many levels lower
-- than in a chapter of its own the headings of a part stand.
local function set_headings(blocks, shift)
  local last = 0
  local function set_header(header)
    local highest = 2
    if last == 0 then
      highest = 1
    end
    last = math.min(math.max(header.level - shift, highest), last + 1)
    header.level = last
    local content, fragment = take_label(header.content)
    if last == 1 then
      header.content = pandoc.Inlines(part.title)
      header.attributes.place = part.path
    else
      header.content = hold_ids(content)
      header.attributes.place = part.path .. fragment
    end
    return header
  end
  return blocks:walk{Header = set_header}
end

-- A section of use on a screen only, such as the list of downloads, is left out up to the next
-- heading.
local function leave_out(blocks)
  local kept = pandoc.Blocks{}
  local is_left_out = false
  for _, block in ipairs(blocks) do
    if block.t == "Header" then
      is_left_out = has(block, "screen-only")
    end
    if not is_left_out then
      kept:insert(block)
    end
  end
  return kept
end

local function set_part(div, shift)
  part = places[div.identifier]
  local blocks = set_headings(leave_out(set_notes(div.content)), shift)
  blocks = blocks:walk{Image = set_image, Math = set_math, Blocks = gather_checks}
  blocks = blocks:walk{Div = set_box}  -- before the paragraphs in them are set
  blocks = blocks:walk{Div = set_div, Figure = set_figure}
  return blocks:walk{Div = set_doubts}  -- when all paragraphs have their numbers
end

-- Note where a part stands. It begins with a heading: its own, or one that is put there.
local function place_part(div)
  local first = div.content[1]
  if not first or first.t ~= "Header" then
    first = pandoc.Header(1, "")
    div.content:insert(1, first)
  end
  if first.identifier == "" then
    first.identifier = div.identifier
  end
  places[div.identifier] = {
    path = div.attributes.path,
    title = div.attributes.chapter,
    heading = first.identifier,
  }
end

-- ---------- Links ----------

-- An address in letters of another script, in signs that a PDF takes (ISO 32000, 12.6.4.8: 7-bit ASCII).
local function write_in_ascii(address)
  return (address:gsub("[\128-\255]", function(byte)
    return ("%%%02X"):format(byte:byte())
  end))
end

-- A link leads to its place in the book, or else on the site.
local function set_link(link)
  if link.target == "" then
    return link.content
  end
  local id = link.target:match("^#(.+)$")
  if not id then
    link.target = write_in_ascii(link.target)
    return link
  end
  if ids[id] then
    return nil
  end
  if places[id] then
    link.target = "#" .. places[id].heading
    return link
  end
  local path = ""
  local key, fragment = id:match("^(.-)%-%-(.+)$")
  if places[key] then
    path = places[key].path
  end
  link.target = site .. path .. "#" .. (fragment or id)
  return link
end

-- ---------- The whole ----------

-- Take the short forms out of the metadata, which go into the book.
local function take_shorts(meta)
  for name, value in pairs(meta) do
    local key = name:match("^short%-(.+)$")
    if key then
      shorts[key] = pandoc.utils.stringify(value)
      meta[name] = nil
    end
  end
end

function Pandoc(document)
  site = pandoc.utils.stringify(document.meta.site or "")
  take_shorts(document.meta)
  local blocks = pandoc.Blocks{}
  for number, div in ipairs(document.blocks) do
    local shift = 1
    if number == 1 then
      shift = 0  -- the front page is one chapter of several
    end
    place_part(div)
    blocks:extend(set_part(div, shift))
  end
  local function keep_id(element)
    ids[element.identifier] = true
  end
  blocks:walk{Header = keep_id, Div = keep_id, Span = keep_id}
  document.blocks = blocks:walk{Link = set_link}
  return document
end
