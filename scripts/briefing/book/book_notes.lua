-- Turns the markers and the list of notes on each page into pandoc's own notes.

local shorts = {}  -- the short form of each source by its key

-- Replace each marker in some blocks by what `make` gives for its id. pandoc joins neighbouring markers into one.
local function replace_markers(blocks, make)
  return blocks:walk{Superscript = function(raised)
    local function is_marker(inline) return inline.t == "Link" and inline.classes:includes("footnote-ref") end
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
    if not div.classes:includes("footnote") then return nil end
    div.content:walk{Div = function(note) notes[note.identifier] = note.content end}
    return {}
  end}
  for id, content in pairs(notes) do
    content = content:walk{Span = function(span) if span.classes:includes("backlinks") then return {} end end}
    notes[id] = replace_markers(content, function(cited)
      return pandoc.Str(" (see " .. (find_short(cited) or "the other note") .. ")")
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
    local content = notes[id]
    if first[id] then
      local words = pandoc.Inlines((find_short(id) or "The same") .. ", as in note ")
      content = pandoc.Blocks{pandoc.Para(words .. {pandoc.Link(tostring(first[id]), "#" .. id), pandoc.Str(".")})}
    else
      first[id] = count
      content[1].content:insert(1, pandoc.Span({}, {id = id}))
    end
    if FORMAT:match("^typst") then content[1].content:insert(1, pandoc.RawInline("typst", "#note-gap;")) end
    return pandoc.Note(content)
  end)
end

function Pandoc(document)
  for name, value in pairs(document.meta) do
    local key = name:match("^short%-(.+)$")
    if key then
      shorts[key] = pandoc.utils.stringify(value)
      document.meta[name] = nil
    end
  end
  document.blocks = document.blocks:map(function(part)
    part.content = set_notes(part.content)
    return part
  end)
  return document
end
