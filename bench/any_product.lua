-- Any of the 100,000 products, all equally likely: most pages are not in any cache.
math.randomseed(os.time())
request = function()
  return wrk.format("GET", "/api/v1/products/" .. math.random(100001, 200000))
end
