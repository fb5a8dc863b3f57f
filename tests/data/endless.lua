local file = io.open(arg[1], "w")
file:write("begun\n")
file:flush()
while true do end
