-- All six charts in turn; with IF_NONE_MATCH set, asks for what is at hand.
local paths = {
  "/charts/submissions", "/charts/submissions-over-time", "/charts/escs",
  "/charts/learning-hours-per-week", "/charts/early-education-and-belonging", "/charts/freshness"
}
local headers = {}
if os.getenv("IF_NONE_MATCH") then headers["If-None-Match"] = os.getenv("IF_NONE_MATCH") end
local requests = {}
local next = 0

function init(args)
  for i, path in ipairs(paths) do requests[i] = wrk.format("GET", path, headers) end
end

function request()
  next = next % #requests + 1
  return requests[next]
end
