-- As people look: the nth most popular of the 100,000 products is asked for as 1/n (Zipf), drawn by the inverse of ln.
math.randomseed(os.time())
local span = math.log(100000)
request = function()
  local rank = math.floor(math.exp(math.random() * span))
  return wrk.format("GET", "/api/v1/products/" .. 100000 + (rank * 7919) % 100000 + 1)
end
