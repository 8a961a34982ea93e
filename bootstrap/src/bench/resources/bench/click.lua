-- Clicks of devices that were never seen before, each on a page of its own. The browser's name is a real one: programs that visit
-- pages by themselves get no event.
local token = os.getenv("BENCH_WIDGET_TOKEN")
local seed = tonumber(os.getenv("BENCH_SEED"))
local numbered = 0

function setup(thread)
  thread:set("number", numbered)
  numbered = numbered + 1
end

function init(args)
  math.randomseed(seed + number * 7919)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["User-Agent"] =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
end

function request()
  local random = math.random
  local device = string.format("%08x-%04x-4%03x-8%03x-%06x%06x", random(0, 2147483647), random(0, 65535), random(0, 4095),
    random(0, 4095), random(0, 16777215), random(0, 16777215))
  local body = '{"token":"' .. token .. '","device_id":"' .. device .. '","click_url":"https://shop.example/landing/' .. device
    .. '?utm_source=google&utm_medium=cpc&gclid=' .. device .. '"}'
  return wrk.format(nil, "/widget/clicks", nil, body)
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("BENCH requests=%d micros=%d refused=%d broken=%d\n", summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
